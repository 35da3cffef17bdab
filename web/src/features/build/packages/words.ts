import { hasWords, say } from '@/lib/i18n'

/** A part of a package: object, field, role, record, or a kind of definition. */
export const partWords = (part: string): string => (hasWords(`packages.parts.${part}`) ? say(`packages.parts.${part}`) : part)
