import { call } from '@/api/client'
import { tellProblem } from '@/ui/notify'

/** See the app as somebody else; everything is read anew, from her first page. */
export async function startPreview(whom: { user_id: string } | { role_key: string }): Promise<void> {
  try {
    await call<void>('POST', '/auth/preview', { body: whom })
    window.location.assign('/')
  } catch (error) {
    tellProblem(error)
  }
}

export async function stopPreview(): Promise<void> {
  try {
    await call<void>('DELETE', '/auth/preview')
    window.location.assign('/')
  } catch (error) {
    tellProblem(error)
  }
}
