import { runAction } from '@/api/client'
import { meQuery, queryClient } from '@/api/queries'
import { tellProblem } from '@/ui/notify'

/** Remembers on the server what somebody answered, so that she is not asked again. */
export async function answerGuide(guide: string, answer: 'taken' | 'declined'): Promise<void> {
  try {
    await runAction('guide.answer', { guide, answer })
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
  } catch (error) {
    tellProblem(error)
  }
}
