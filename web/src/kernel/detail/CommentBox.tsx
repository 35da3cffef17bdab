import { Button, Mentions } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { recordsQuery } from '@/api/queries'
import { useBusy } from '@/ui/useBusy'
import { useObject } from '../catalog'

/** A word about the record, kept in its timeline; @ names people, who are told. Ctrl-Enter sends it. */
export function CommentBox({ object, id, onSaid }: { object: string; id: string; onSaid: () => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search, setSearch] = useState<string | null>(null)
  const [busy, during] = useBusy()
  const users = useObject('user')
  const { data } = useQuery({ ...recordsQuery('user', { q: search || undefined, limit: 20, sort: 'name' }), enabled: search !== null && Boolean(users), placeholderData: (old) => old })
  const [known, setKnown] = useState<Record<string, string>>({})
  const options = (data?.items ?? []).map((one) => ({ value: String(one.name), label: String(one.name), key: one.id }))
  // What is chosen comes back with its key drawn out; the id is what it begins with.
  const name = (option: { key?: string; value?: string }) => {
    const person = data?.items.find((one) => option.key?.startsWith(one.id))
    if (person) setKnown({ ...known, [String(option.value)]: person.id })
  }
  const say = async () => {
    const note = text.trim()
    if (!note || busy) return
    const mentions = Object.entries(known).filter(([name]) => note.includes(`@${name}`)).map(([, person]) => person)
    await during(async () => {
      await runAction('record.comment', { object, id, note, ...(mentions.length > 0 && { mentions }) })
      setText('')
      setKnown({})
      onSaid()
    })
  }
  return (
    <div className="stack" style={{ gap: 4, marginBottom: 8 }}>
      <Mentions value={text} onChange={setText} onSearch={(words) => setSearch(words)} onSelect={name} options={options} filterOption={false}
        autoSize={{ minRows: 1, maxRows: 6 }} maxLength={2000} aria-label={t('detail.comment')} placeholder={t('detail.comment')}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void say() }} />
      {text.trim() && <div><Button size="small" type="primary" loading={busy} onClick={() => void say()}>{t('detail.sayIt')}</Button></div>}
    </div>
  )
}
