import { Badge, Button, Dropdown, Tabs, Tooltip } from 'antd'
import { DownOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ObjectDef, ViewDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { ask, tell, tellProblem } from '@/ui/notify'
import { ActionDialog } from '@/kernel/actions/ActionDialog'
import { useAction, useCan } from '@/kernel/catalog'
import { ShareDialog } from './ShareDialog'
import type { ListState } from '../useListState'

interface Props { object: ObjectDef; state: ListState; onChange: () => void }
type Dialog = 'save' | 'rename' | 'share'

/** The views of an object as tabs, and what can be done with the one that is open. */
export function ViewTabs({ object, state, onChange }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const { view, changed } = state
  const { saved } = view
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const saving = useAction('view.save')
  const renaming = useAction('view.change')
  const open = (key: string) => { onChange(); state.setView(key) }
  const run = async (action: string, input: Record<string, unknown>, words: string) => {
    try {
      await runAction(action, input)
      await refreshAfter(action)
      tell(words)
      return true
    } catch (error) {
      tellProblem(error)
      return false
    }
  }
  const keep = async () => {
    if (saved && (await run('view.change', { view_id: saved.id, version: saved.version, label: saved.label, body: state.body() }, t('savedViews.kept', { name: saved.label })))) state.restore()
  }
  const remove = async () => {
    if (!saved || !(await ask(t('savedViews.delete'), t(saved.shared ? 'savedViews.deleteShared' : 'savedViews.deleteConfirm', { name: saved.label }), t('savedViews.delete'), true))) return
    if (await run('view.delete', { view_id: saved.id }, t('savedViews.deleted', { name: saved.label }))) open(state.views[0]!.key)
  }
  const first = state.first === view.key
  const items = [
    saved?.changeable && can('view.change') && { key: 'keep', label: t('savedViews.keep'), disabled: !changed, onClick: () => void keep() },
    can('view.save') && { key: 'saveAs', label: t('savedViews.saveAs'), onClick: () => setDialog('save') },
    { key: 'restore', label: t('savedViews.restore'), disabled: !changed, onClick: () => state.restore() },
    can('view.make_default') && { key: 'first', label: t(first ? 'savedViews.notFirst' : 'savedViews.makeFirst'), onClick: () => void run('view.make_default', { object: object.key, ...(!first && { view: view.key }) }, t(first ? 'savedViews.nowNone' : 'savedViews.nowFirst', { name: pick(view.label) })) },
    saved && can('view.share') && (saved.mine || saved.changeable) && { key: 'share', label: t('savedViews.share'), onClick: () => setDialog('share') },
    saved?.changeable && can('view.change') && { key: 'rename', label: t('savedViews.rename'), onClick: () => setDialog('rename') },
    saved && (saved.mine || saved.changeable) && can('view.delete') && { key: 'delete', label: t('savedViews.delete'), danger: true, onClick: () => void remove() },
  ].filter((item) => item !== false && item !== undefined)
  return (
    <div className="view-tabs" data-guide="views">
      <Tabs size="small" activeKey={view.key} onChange={open} aria-label={t('list.views')} className="grow"
        items={state.views.map((one) => ({ key: one.key, disabled: Boolean(one.saved?.unavailable), label: <TabLabel view={one} changed={changed && one.key === view.key} /> }))} />
      {changed && saved?.changeable && can('view.change') && <Button size="small" type="primary" ghost onClick={() => void keep()}>{t('savedViews.keep')}</Button>}
      <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
        <Button size="small" type="text" aria-label={t('savedViews.menuOf', { name: pick(view.label) })}>{t('savedViews.menu')} <DownOutlined /></Button>
      </Dropdown>
      {dialog === 'save' && saving && (
        <ActionDialog action={saving} fixed={{ object: object.key, body: state.body() }} onClose={() => setDialog(null)} onDone={(made) => open(String(made.view_id))} />
      )}
      {dialog === 'rename' && renaming && saved && (
        <ActionDialog action={renaming} fixed={{ view_id: saved.id, version: saved.version, body: undefined }} initial={{ label: saved.label }} onClose={() => setDialog(null)} />
      )}
      {dialog === 'share' && saved && <ShareDialog view={saved} roles={state.roles} onClose={() => setDialog(null)} />}
    </div>
  )
}

function TabLabel({ view, changed }: { view: ViewDef; changed: boolean }) {
  const { t } = useTranslation()
  const { saved } = view
  const words = !saved ? '' : saved.unavailable ? pick(saved.unavailable) : saved.mine && !saved.shared ? t('savedViews.mine') : t('savedViews.sharedBy', { name: saved.owner.name ?? '' })
  const label = (
    <span>
      {saved && (saved.shared ? <TeamOutlined aria-hidden /> : <UserOutlined aria-hidden />)}
      {pick(view.label)}
      {changed && <Badge status="warning" title={t('savedViews.changed')} className="view-dot" />}
      {changed && <span className="visually-hidden">{t('savedViews.changed')}</span>}
    </span>
  )
  return words ? <Tooltip title={words}>{label}</Tooltip> : label
}
