import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { PrintBody } from '@/api/papers'
import type { FieldDef } from '@/api/types'
import { findObject, useObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { FileButton } from '@/ui/FileButton'
import { tell } from '@/ui/notify'
import { saveWord } from './word'

const WORD_LIMIT = 500_000
const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A button that reads a Word file. */
export function WordUpload({ label, onRead }: { label: string; onRead: (word: string) => void }) {
  const { t } = useTranslation()
  const read = (file: File) => {
    if (file.size > WORD_LIMIT) { tell(t('papers.word.tooLarge')); return }
    const reader = new FileReader()
    reader.onload = () => onRead(String(reader.result).split(',')[1] ?? '')
    reader.readAsDataURL(file)
  }
  return <FileButton size="small" label={label} accept={`.docx,${MIME}`} onFile={read} />
}

/** A Word template: its file, whether it holds, and what it may insert. */
export function WordPalette({ body, faults, sound, put }: { body: PrintBody; faults: Fault[]; sound: boolean; put: (word: string | undefined) => void }) {
  const { t } = useTranslation()
  const [find, setFind] = useState('')
  const inserts = useInserts(body.object).filter((one) => `${one.label} ${one.text}`.toLowerCase().includes(find.toLowerCase()))
  const copy = async (text: string) => { await navigator.clipboard.writeText(text); tell(t('papers.word.copied', { what: text })) }
  return (
    <section className="designer-palette" aria-label={t('papers.word.file')}>
      <h3>{t('papers.word.file')}</h3>
      <div className="print-kinds">
        <WordUpload label={t('papers.word.replace')} onRead={put} />
        <Button size="small" onClick={() => saveWord(body.word ?? '', pick(body.label))}>{t('papers.word.download')}</Button>
        {body.blocks.length > 0 && <Button size="small" onClick={() => put(undefined)}>{t('papers.word.drop')}</Button>}
      </div>
      {sound && <p className="status ok" role="status">{t('papers.word.sound')}</p>}
      {faults.filter((one) => one.pointer === '/word').map((one, n) => <div key={n} className="form-fault" role="alert">{pick(one.message)}</div>)}
      <h3>{t('papers.word.inserts')}</h3>
      <p className="form-help">{t('papers.word.help', { open: '{{', close: '}}' })}</p>
      <Input size="small" allowClear value={find} placeholder={t('papers.word.find')} aria-label={t('papers.word.find')} onChange={(event) => setFind(event.target.value)} />
      <ul className="word-inserts">
        {inserts.map((one) => <li key={one.text}><Button type="text" size="small" block onClick={() => void copy(one.text)}><span>{one.label}</span><code>{one.text}</code></Button></li>)}
      </ul>
    </section>
  )
}

function useInserts(key: string): { label: string; text: string }[] {
  const { t } = useTranslation()
  const fields = useObject(key)?.fields ?? []
  const written = (one: FieldDef, path: string) => `{{ ${path}${one.kind === 'date' ? ' | long' : ''} }}`
  const first = fields.find((one) => one.kind === 'money' || one.kind === 'number')
  return [
    ...fields.filter((one) => one.kind !== 'children').map((one) => ({ label: pick(one.label), text: written(one, one.key) })),
    ...fields.filter((one) => one.kind === 'money').map((one) => ({ label: pick(one.label), text: `{{ ${one.key} | capital }}` })),
    ...(first ? [{ label: t('papers.word.condition'), text: `{% if ${first.key} > 1000 %}…{% else %}…{% endif %}` }] : []),
    ...fields.filter((one) => one.kind === 'children').flatMap((one) => [
      { label: t('papers.word.rows', { name: pick(one.label) }), text: `{%tr for row in ${one.key} %} … {%tr endfor %}` },
      ...(findObject(one.target ?? '')?.fields ?? []).filter((each) => each.kind !== 'children').map((each) => ({ label: `${pick(one.label)} · ${pick(each.label)}`, text: written(each, `row.${each.key}`) })),
    ]),
    ...fields.filter((one) => one.kind === 'reference').flatMap((one) => (findObject(one.target ?? '')?.fields ?? []).filter((each) => each.kind !== 'children').map((each) => ({ label: `${pick(one.label)} · ${pick(each.label)}`, text: written(each, `${one.key}.${each.key}`) }))),
  ]
}
