import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ObjectDef, RecordRow } from '@/api/types'
import { ask, tell, tellProblem } from '@/ui/notify'
import { useCan } from '@/kernel/catalog'

/** What can be done with records in the bin: back, or gone for good. */
export function BinBar({ object, records, onClear }: { object: ObjectDef; records: RecordRow[]; onClear: () => void }) {
  const { t } = useTranslation()
  const can = useCan()
  const [busy, setBusy] = useState(false)
  const run = async (action: 'record.restore' | 'record.purge', words: string) => {
    if (action === 'record.purge' && !(await ask(t('views.purge'), t('views.purgeConfirm', { count: records.length }), t('views.purge'), true))) return
    setBusy(true)
    let done = 0
    try {
      for (const record of records) { await runAction(action, { object: object.key, id: record.id }); done += 1 }
    } catch (error) {
      tellProblem(error)
    }
    await refreshAfter(action)
    setBusy(false)
    if (done > 0) tell(t(words, { n: done }))
    onClear()
  }
  return (
    <div className="bulk" role="toolbar" aria-label={t('list.selected', { n: records.length })}>
      <b className="num">{t('list.selected', { n: records.length })}</b>
      {can('record.restore') && <Button size="small" type="primary" loading={busy} onClick={() => void run('record.restore', 'views.restored')}>{t('views.restore')}</Button>}
      {can('record.purge') && <Button size="small" danger disabled={busy} onClick={() => void run('record.purge', 'views.purged')}>{t('views.purge')}</Button>}
      <Button size="small" type="text" onClick={onClear}>{t('list.clearSelection')}</Button>
    </div>
  )
}
