import { say } from './i18n'

/** 「甲、乙」, “A, B”: several things in the marks of the language. */
export const listWords = (words: readonly string[]): string => words.filter(Boolean).join(say('marks.list'))

/** Parts of one sentence: 「甲 1，乙 2」. */
export const partWords = (words: readonly string[]): string => words.filter(Boolean).join(say('marks.part'))

/** 「名称：值」 */
export const colonWords = (name: string, value: string): string => say('marks.colon', { name, value })

/** 「名称（说明）」 */
export const asideWords = (name: string, aside: string): string => say('marks.aside', { name, aside })

/** 「名称」 */
export const quoted = (name: string): string => say('marks.quoted', { name })
