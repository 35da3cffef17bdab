import { Button, Drawer, Popover, Segmented, Tooltip } from 'antd'
import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Definition, LayoutBody } from '@/api/building'
import type { ObjectDef } from '@/api/types'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { Differences } from './Differences'
import type { Draft } from './useDraft'

export type DesignerPart = 'form' | 'detail' | 'views'
interface Props {
  object: ObjectDef
  definition: Definition<LayoutBody>
  draft: Draft<LayoutBody>
  part: DesignerPart
  onPart: (part: DesignerPart) => void
  onJump: (pointer: string) => void
  onReplaced: () => void
}

/** Above a designer: its parts, undo and redo, what is wrong, what changed, publishing and going back. */
export function DesignerBar({ object, definition, draft, part, onPart, onJump, onReplaced }: Props) {
  const { t } = useTranslation()
  const [history, setHistory] = useState(false)
  const fixed = { kind: 'layout', key: object.key }
  const version = definition.published?.version ?? null
  const settled = draft.state === 'saved' && !draft.unsaved
  const differences = <Differences object={object} version={version} views={draft.body.views} />
  return (
    <div className="designer-bar" role="toolbar" aria-label={t('designer.titleOf', { object: pick(object.label) })}>
      <Segmented<DesignerPart> value={part} onChange={onPart} aria-label={t('designer.part')} options={(['form', 'detail', 'views'] as const).map((one) => ({ value: one, label: t(`designer.${one}`) }))} />
      <Tooltip title={`${t('designer.undo')} Ctrl+Z`}><Button type="text" icon={<UndoOutlined />} aria-label={t('designer.undo')} disabled={!draft.canUndo} onClick={draft.undo} /></Tooltip>
      <Tooltip title={`${t('designer.redo')} Ctrl+Shift+Z`}><Button type="text" icon={<RedoOutlined />} aria-label={t('designer.redo')} disabled={!draft.canRedo} onClick={draft.redo} /></Tooltip>
      <span className="muted small" role="status">{t(`designer.${draft.unsaved && draft.state !== 'failed' ? 'saving' : draft.state}`)}</span>
      {draft.state === 'failed' && <Button size="small" onClick={draft.retry}>{t('designer.retry')}</Button>}
      {draft.faults.length > 0 && (
        <Popover trigger="click" placement="bottomLeft" content={
          <ul className="fault-list">
            {draft.faults.map((fault, at) => <li key={at}><span className="grow">{pick(fault.message)}</span><Button size="small" type="link" onClick={() => onJump(fault.pointer)}>{t('designer.jump')}</Button></li>)}
          </ul>
        }>
          <Button size="small" danger>{t('designer.faults', { n: draft.faults.length })}</Button>
        </Popover>
      )}
      <span className="grow" />
      {settled && <Popover trigger="click" placement="bottomRight" destroyOnHidden content={<div style={{ width: 640 }}>{differences}</div>}><Button size="small">{t('designer.diff')}</Button></Popover>}
      <Button size="small" onClick={() => setHistory(true)}>{t('designer.versions')}</Button>
      {settled && <ActionButton name="definition.discard" size="small" danger={false} fixed={fixed} note={t('designer.discardNote')} onDone={onReplaced}>{t('designer.discard')}</ActionButton>}
      <ActionButton name="definition.publish" size="small" type="primary" disabled={!settled || draft.faults.length > 0} fixed={{ drafts: [fixed] }} note={differences} onDone={draft.published}>{t('designer.publish')}</ActionButton>
      {history && <Versions definition={definition} fixed={fixed} onClose={() => setHistory(false)} onReplaced={onReplaced} />}
    </div>
  )
}

function Versions({ definition, fixed, onClose, onReplaced }: { definition: Definition<LayoutBody>; fixed: { kind: string; key: string }; onClose: () => void; onReplaced: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer open onClose={onClose} size={440} title={t('designer.versions')}>
      {definition.versions.length === 0 && <p>{t('designer.firstVersion')}</p>}
      <ul className="versions">
        {definition.versions.map((one) => (
          <li key={one.version}>
            <div className="grow">
              <b>{t('designer.version', { n: one.version })}</b> {one.published && <span className="status ok">{t('designer.current')}</span>}
              <div className="small">{one.reason}</div>
              <div className="muted small">{t('designer.by', { who: one.by ?? '—', when: formatInstant(one.at) })}</div>
            </div>
            {!one.published && <ActionButton name="definition.roll_back" size="small" danger={false} fixed={{ ...fixed, version: one.version }} note={t('designer.rollBackNote', { n: one.version })} onDone={onReplaced}>{t('designer.rollBack')}</ActionButton>}
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
