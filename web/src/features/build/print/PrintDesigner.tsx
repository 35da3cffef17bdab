import { Button } from 'antd'
import { bodyInWork, type Difference } from '@/api/building'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lookAtPrint, type PrintBlock, type PrintBody } from '@/api/papers'
import { listQuery } from './preview'
import { useObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { ErrorState } from '@/ui/states'
import type { DesignerProps } from '../designer/DefinitionsPage'
import { DesignerBar } from '../designer/DesignerBar'
import { focusItem } from '../designer/focus'
import { SortableList } from '../designer/SortableList'
import { toldBy } from '../designer/told'
import { useDraft } from '../designer/useDraft'
import { useShown } from '../designer/useShown'
import { moved } from '../lists'
import { BlockSettings } from './BlockSettings'
import { PrintSettings } from './PrintSettings'
import { WordLook } from './WordLook'
import { WordPalette, WordUpload } from './WordPalette'
import './print.css'

const KINDS = ['heading', 'text', 'fields', 'rows', 'image', 'qr', 'divider', 'signature', 'page_break'] as const

/** A print template: its blocks in their order, what can be said of one, and how it looks over a record. */
export function PrintDesigner({ definitionKey, definition, onBack, onReplaced }: DesignerProps<PrintBody>) {
  const { t } = useTranslation()
  const [start] = useState(() => bodyInWork(definition)!)
  const draft = useDraft<PrintBody>('print', definitionKey, start, definition)
  const [at, setAt] = useState<number | null>(null)
  useShown(at === null ? null : String(at))
  const { body } = draft
  const object = useObject(body.object)
  const block = at === null ? undefined : body.blocks[at]
  const put = (make: (old: PrintBlock[]) => PrintBlock[], tag?: string) => draft.change((old) => ({ ...old, blocks: make(old.blocks) }), tag)
  const putWord = (word: string | undefined) => { setAt(null); draft.change((old) => cleaned({ ...old, word })) }
  const add = (kind: string) => {
    const place = at === null ? body.blocks.length : at + 1
    put((old) => [...old.slice(0, place), fresh(kind, object?.fields.find((one) => one.kind === 'children')?.key, object?.title_field), ...old.slice(place)])
    setAt(place)
    focusItem(`block:${place}`)
  }
  const nameOf = (one: PrintBlock) => { const words = pick(one.text).slice(0, 24); return words ? `${t(`papers.kinds.${one.kind}`)} · ${words}` : t(`papers.kinds.${one.kind}`) }
  const faulty = (n: number) => draft.faults.some((fault) => fault.pointer === `/blocks/${n}` || fault.pointer.startsWith(`/blocks/${n}/`))
  const told = toldBy({ blocks: t('papers.blocks'), text: t('papers.text'), header: t('papers.header'), footer: t('papers.footer'), paper: t('papers.paper'), label: t('papers.name'), word: t('papers.word.file'), fields: t('papers.fields'), roles: t('papers.roles'), visible_when: t('papers.when') })
  // The file itself is nothing to read.
  const words = (one: Difference) => told(one.path === '/word' ? { ...one, old: one.old && '.docx', new: one.new && '.docx' } : one)
  return (
    <div className="designer-page whole">
      <DesignerBar kind="print" definitionKey={definitionKey} name={pick(body.label)} definition={definition} draft={draft} words={words} onReplaced={onReplaced}
        onJump={(pointer) => { const [, root, place] = pointer.split('/'); setAt(root === 'blocks' && place !== undefined ? Number(place) : null) }}
        lead={<><Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('papers.prints')} onClick={onBack} /><h1 className="ellipsis page-name">{pick(body.label)}</h1></>} />
      <div className="designer print-designer">
        {body.word !== undefined ? <WordPalette body={body} sound={draft.faults.length === 0 && !draft.unsaved} faults={draft.faults} put={putWord} /> : <section className="designer-palette" aria-label={t('papers.blocks')}>
          <h3>{t('papers.blocks')}</h3>
          <div className="print-kinds">{KINDS.map((kind) => <Button key={kind} size="small" onClick={() => add(kind)}>{t(`papers.kinds.${kind}`)}</Button>)}</div>
          <SortableList name={t('papers.blocks')} current={at === null ? undefined : `block:${at}`} onSelect={(id) => setAt(Number(id.slice(6)))}
            items={body.blocks.map((one, n) => ({ id: `block:${n}`, label: nameOf(one), more: faulty(n) ? <span className="status bad" /> : undefined }))}
            onMove={(from, to) => { put((old) => moved(old, from, to)); setAt(to) }} onRemove={(id) => { put((old) => old.filter((_, n) => `block:${n}` !== id)); setAt(null) }} />
          <p className="muted small">{t('designer.keys')}</p>
          <Button size="small" onClick={() => setAt(null)}>{t('papers.settings')}</Button>
          <WordUpload label={t('papers.word.choose')} onRead={putWord} />
        </section>}
        <Preview body={body} sound={draft.faults.length === 0 && !draft.unsaved} />
        <section className="designer-properties" aria-label={t('designer.properties')}>
          {block && at !== null && body.word === undefined ? <BlockSettings key={at} object={body.object} block={block} faults={draft.faults.filter((one) => one.pointer.startsWith(`/blocks/${at}`))} change={(part, tag) => put((old) => old.map((one, n) => (n === at ? cleaned({ ...one, ...part }) : one)), tag && `${tag}:${at}`)} />
            : <PrintSettings body={body} faults={draft.faults} change={(part, tag) => draft.change((old) => cleaned({ ...old, ...part }), tag)} />}
        </section>
      </div>
    </div>
  )
}

function fresh(kind: string, table: string | undefined, title: string | undefined): PrintBlock {
  if (kind === 'heading' || kind === 'text' || kind === 'qr') return { kind, text: { zh: title ? `{${title}}` : '', en: '' } }
  if (kind === 'fields') return { kind, fields: title ? [title] : [], columns: 2 }
  if (kind === 'rows') return { kind, table, fields: [] }
  if (kind === 'signature') return { kind, labels: ['客户签字', '经办人'] }
  return { kind }
}

function cleaned<T extends object>(one: T): T {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== '' && value !== null)) as T
}

function Preview({ body, sound }: { body: PrintBody; sound: boolean }) {
  const { t } = useTranslation()
  const { data: list } = useQuery(listQuery(body.object))
  const record = list?.items[0]?.id
  const { data, error } = useQuery({ queryKey: ['printPreview', body, record], enabled: sound && record !== undefined, staleTime: Infinity, gcTime: 0, retry: false, placeholderData: (before) => before, queryFn: () => lookAtPrint(body, record) })
  return (
    <section className="designer-canvas print-pages" aria-label={t('papers.preview')}>
      {list && !record && <p className="muted">{t('papers.noRecord')}</p>}
      {error && <ErrorState error={error} tight />}
      {body.word !== undefined && data?.document && <WordLook look={data} name={pick(body.label)} />}
      {body.word === undefined && data?.pages.map((page, n) => <img key={n} src={`data:image/png;base64,${page}`} alt={t('papers.page', { n: n + 1 })} />)}
    </section>
  )
}
