import { Button, Drawer, Popover, Tooltip } from 'antd'
import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Definition, Difference } from '@/api/building'
import { queryClient } from '@/api/queries'
import { ActionButton } from '@/kernel/actions/ActionButton'
import type { Values } from '@/kernel/form/check'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { waits } from '@/api/rights'
import { Differences, type Told } from './Differences'
import './designer.css'
import type { Draft } from './useDraft'

interface Props<Body extends object> {
  kind: string
  definitionKey: string
  name: string
  definition: Definition<Body>
  draft: Draft<Body>
  /** Differences in the words of this kind of definition. */
  words: (one: Difference) => Told
  /** What comes first: the parts there are to design, or what this is. */
  lead?: ReactNode
  /** What else can be done with the draft. */
  more?: ReactNode
  /** Asked for before publishing, below the differences. */
  publishing?: ReactNode
  /** Other drafts that are published together with this one. */
  together?: { kind: string; key: string }[]
  onJump: (pointer: string) => void
  onReplaced: () => void
  onPublished?: () => void
}

/** The version that a publishing gave to one of its definitions. */
function versionIn(result: Values, kind: string, key: string): number {
  const published = result.published as { kind: string; key: string; version: number }[]
  return published.find((one) => one.kind === kind && one.key === key)?.version ?? 0
}

/** Above every designer: undo and redo, what is wrong, what changed, publishing and going back. */
export function DesignerBar<Body extends object>({ kind, definitionKey, name, definition, draft, words, lead, more, publishing, together = [], onJump, onReplaced, onPublished }: Props<Body>) {
  const { t } = useTranslation()
  const [history, setHistory] = useState(false)
  const [listing, setListing] = useState(false)
  const fixed = { kind, key: definitionKey }
  const settled = draft.state === 'saved' && !draft.unsaved
  const differences = <Differences kind={kind} definitionKey={definitionKey} version={definition.published?.version ?? null} words={words} />
  return (
    <div className="designer-bar" role="toolbar" aria-label={name}>
      {lead}
      <Tooltip title={`${t('designer.undo')} Ctrl+Z`}><Button type="text" icon={<UndoOutlined />} aria-label={t('designer.undo')} disabled={!draft.canUndo} onClick={draft.undo} /></Tooltip>
      <Tooltip title={`${t('designer.redo')} Ctrl+Shift+Z`}><Button type="text" icon={<RedoOutlined />} aria-label={t('designer.redo')} disabled={!draft.canRedo} onClick={draft.redo} /></Tooltip>
      <span className="muted small" role="status">{t(`designer.${draft.unsaved && draft.state !== 'failed' && draft.state !== 'moved' ? 'saving' : draft.state}`)}</span>
      {draft.state === 'moved' && (
        <>
          <Button size="small" onClick={() => void queryClient.refetchQueries({ queryKey: ['definition', kind, definitionKey] }).then(onReplaced)}>{t('designer.loadTheirs')}</Button>
          <Button size="small" danger onClick={draft.overwrite}>{t('designer.overwrite')}</Button>
        </>
      )}
      {draft.state === 'failed' && <Button size="small" onClick={draft.retry}>{t('designer.retry')}</Button>}
      {draft.faults.length > 0 && (
        <Popover open={listing} onOpenChange={setListing} trigger="click" placement="bottomLeft" destroyOnHidden content={
          <ul className="fault-list">
            {draft.faults.map((fault, at) => <li key={at}><span className="grow">{pick(fault.message)}</span><Button size="small" type="link" onClick={() => { setListing(false); onJump(fault.pointer) }}>{t('designer.jump')}</Button></li>)}
          </ul>
        }>
          <Button size="small" danger>{t('designer.faults', { count: draft.faults.length })}</Button>
        </Popover>
      )}
      <span className="grow" />
      {more}
      {settled && <Popover trigger="click" placement="bottomRight" destroyOnHidden content={<div style={{ width: 'min(640px, calc(100vw - 48px))' }}>{differences}</div>}><Button size="small">{t('designer.diff')}</Button></Popover>}
      <Button size="small" onClick={() => setHistory(true)}>{t('designer.versions')}</Button>
      {settled && <ActionButton name="definition.discard" size="small" danger={false} fixed={fixed} note={t('designer.discardNote')} onDone={onReplaced}>{t('designer.discard')}</ActionButton>}
      <ActionButton name="definition.publish" size="small" type="primary" wide disabled={!settled || draft.faults.length > 0} fixed={{ drafts: [fixed, ...together] }} note={<>{differences}{publishing}</>} onDone={(result) => { if (waits(result)) return; draft.published(versionIn(result, kind, definitionKey)); onPublished?.() }}>{t('designer.publish')}</ActionButton>
      {history && <Versions definition={definition} fixed={fixed} onClose={() => setHistory(false)} onReplaced={onReplaced} />}
    </div>
  )
}

function Versions({ definition, fixed, onClose, onReplaced }: { definition: Definition<object>; fixed: { kind: string; key: string }; onClose: () => void; onReplaced: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer open onClose={onClose} size={440} title={t('designer.versions')}>
      {definition.versions.length === 0 && <p>{t('designer.firstVersion')}</p>}
      <ul className="versions">
        {definition.versions.map((one) => (
          <li key={one.version}>
            <div className="grow">
              <b>{t('designer.version', { n: one.version })}</b> {one.version === definition.withdrawn?.version && <span className="status none">{t('designer.withdrawn')}</span>}{one.published && <span className="status ok">{t('designer.current')}</span>}
              <div className="small">{one.reason}</div>
              <div className="muted small">{t('designer.by', { who: one.by ?? '—', when: formatInstant(one.at) })}</div>
            </div>
            {one.published && definition.withdrawable && <ActionButton name="definition.withdraw" size="small" fixed={fixed} note={t('designer.withdrawNote')} onDone={onReplaced} />}
            {!one.published && <ActionButton name="definition.roll_back" size="small" danger={false} fixed={{ ...fixed, version: one.version }} note={t('designer.rollBackNote', { n: one.version })} onDone={onReplaced}>{t('designer.rollBack')}</ActionButton>}
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
