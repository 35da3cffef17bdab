import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Pasted } from './usePaste'

const SHOWN = 5

/** What came of pasting: how much was written, what was not and why, and the way back. */
export function PasteReport({ pasted, busy, onUndo, onClose }: { pasted: Pasted; busy: boolean; onUndo: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const { cells, undo, faults, undone } = pasted
  return (
    <div className="bulk paste-report" role="status">
      <b className="num">{undone ? t('cells.undone', { n: cells }) : t('cells.pasted', { n: cells })}</b>
      {undo.length > 0 && <Button size="small" loading={busy} onClick={onUndo}>{t('cells.undo')}</Button>}
      <Button size="small" type="text" onClick={onClose}>{t('common.close')}</Button>
      {faults.length > 0 && <ul className="small tone-bad">{faults.slice(0, SHOWN).map((words, at) => <li key={at}>{words}</li>)}{faults.length > SHOWN && <li>{t('views.more', { n: faults.length - SHOWN })}</li>}</ul>}
    </div>
  )
}
