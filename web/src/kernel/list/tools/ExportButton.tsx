import { Button, Dropdown } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { tell, tellProblem } from '@/ui/notify'
import { ActionDialog } from '@/kernel/actions/ActionDialog'
import { useAction } from '@/kernel/catalog'
import type { ListState } from '../useListState'

/** The list as it is drawn, as a file; one that is too large to be had at once is asked for. */
export function ExportButton({ object, state }: { object: ObjectDef; state: ListState }) {
  const { t } = useTranslation()
  const asking = useAction('export.ask')
  const [asked, setAsked] = useState<{ input: Record<string, unknown>; why: string } | null>(null)
  const name = pick(object.label_plural)
  const start = async (format: string) => {
    const input = { object: object.key, format, fields: state.drawn.columns, filter: state.asked ?? undefined, sort: state.sort, q: state.q || undefined }
    try {
      const { rows } = await runAction<{ rows: number }>('export.start', input)
      await refreshAfter('export.start')
      tell(t('exports.started', { name, n: rows.toLocaleString(), count: rows }))
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'export.too_large' && asking) setAsked({ input, why: error.message })
      else tellProblem(error)
    }
  }
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: [{ key: 'xlsx', label: 'Excel' }, { key: 'csv', label: 'CSV' }, { type: 'divider' }, { key: 'print', label: t('exports.print') }], onClick: ({ key }) => { if (key === 'print') window.print(); else void start(key) } }}>
        <Button type="text" data-guide="export" icon={<DownloadOutlined />}>{t('exports.export')}</Button>
      </Dropdown>
      {asked && asking && <ActionDialog action={asking} fixed={{ filter: undefined, sort: undefined, q: undefined, ...asked.input }} note={<p className="note" style={{ marginBottom: 12 }}>{asked.why}</p>} onClose={() => setAsked(null)} />}
    </>
  )
}
