import type { Label, Me } from '@/api/types'

/** A place on a page, by its `data-guide`, and what is said of it. */
export interface Step { page: string; mark: string; title: Label; text: Label }

/** The steps of a guide by role, each read when it is taken. */
const files = import.meta.glob<Step[]>('./tours/*.json', { import: 'default' })

export const stepsOf = (guide: string): Promise<Step[]> => files[`./tours/${guide}.json`]!()

/** The guide of a person: that of the first of her roles that has one. */
export const guideOf = (me: Me): string | undefined => me.user.roles.map((role) => role.key).find((key) => `./tours/${key}.json` in files)

/** The guide that is still to be offered: who looks as somebody else, or has answered, is offered none. */
export function offeredTo(me: Me): string | undefined {
  const guide = guideOf(me)
  return guide && !me.preview && me.guides && !(guide in me.guides) && me.actions.includes('guide.answer') ? guide : undefined
}
