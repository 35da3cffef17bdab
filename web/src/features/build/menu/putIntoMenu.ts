import { definitionQuery } from '@/api/building'
import { runAction } from '@/api/client'
import { queryClient, refreshAfter } from '@/api/queries'
import { say } from '@/lib/i18n'
import { tell, tellProblem } from '@/ui/notify'
import type { MenuBody, MenuEntry } from './body'

/** Adds an entry at the end of the menu and publishes it, unless somebody is changing the menu. */
export async function putIntoMenu(entry: MenuEntry): Promise<void> {
  try {
    const menu = await queryClient.fetchQuery({ ...definitionQuery<MenuBody>('menu', 'main'), staleTime: 0 })
    if (menu.draft) { tell(say('menuEditor.busy')); return }
    const items = menu.published?.body.items ?? []
    if (items.some((one) => one.key === entry.key)) return
    await runAction('definition.save', { kind: 'menu', key: 'main', body: { ...menu.published?.body, items: [...items, entry] } })
    await runAction('definition.publish', { drafts: [{ kind: 'menu', key: 'main' }], reason: say('menuEditor.withPage') })
    await refreshAfter('definition.publish')
  } catch (error) {
    tellProblem(error)
  }
}
