import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { fieldOf } from '../catalog'
import { specOf } from '../fields/registry'
import type { useEdits } from './useEdits'

/** Somebody else has saved meanwhile: both values side by side, one choice a field. */
export function ConflictDialog({ object, edits }: { object: ObjectDef; edits: ReturnType<typeof useEdits> }) {
  const { t } = useTranslation()
  const conflict = edits.conflict!
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(conflict.keys))
  const choose = (key: string, own: boolean) => { const next = new Set(mine); if (own) next.add(key); else next.delete(key); setMine(next) }
  const words = (key: string, value: unknown) => {
    const field = fieldOf(object, key)
    return (field && value !== null && value !== undefined && value !== '' ? specOf(field.kind).words(value, field) : String(value ?? '')) || '—'
  }
  return (
    <Modal open title={t('detail.conflict')} onCancel={edits.closeConflict} width={640} mask={{ closable: false }}
      footer={[<Button key="no" onClick={edits.closeConflict}>{t('common.cancel')}</Button>, <Button key="ok" type="primary" loading={edits.busy} onClick={() => void edits.resolve(mine)}>{t('detail.conflictSave')}</Button>]}>
      <p style={{ marginBottom: 12 }}>{t('detail.conflictHelp')}</p>
      <table className="sheet">
        <thead><tr><th>{t('common.field')}</th><th>{t('detail.mine')}</th><th>{t('detail.theirs')}</th></tr></thead>
        <tbody>
          {conflict.keys.map((key) => (
            <tr key={key}>
              <td>{pick(fieldOf(object, key)?.label)}</td>
              <td className="wrap"><Radio checked={mine.has(key)} onChange={() => choose(key, true)}>{words(key, edits.edits[key])}</Radio></td>
              <td className="wrap"><Radio checked={!mine.has(key)} onChange={() => choose(key, false)}>{words(key, conflict.current[key])}</Radio></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
