import { Button, Checkbox } from 'antd'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, get } from '@/api/client'
import type { FieldDef, Label } from '@/api/types'
import { UploadContext, type Kept } from '@/kernel/fields/file/upload'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { currentLanguage, pick, say, switchLanguage } from '@/lib/i18n'
import { listWords, partWords } from '@/lib/phrases'
import { Bones, ErrorState } from '@/ui/states'
import { solve } from './puzzle'
import './external.css'

type Words = Label | string | null
type AskedField = FieldDef & { max_mb?: number | null; types?: string[] | null }
interface Shown { title: Words; intro: Words; consent: Words; lender: string; fields: AskedField[] }
const formQuery = (token: string) => queryOptions({ queryKey: ['externalForm', token], retry: false, queryFn: () => get<Shown>(`/forms/${token}`) })

/** A form that people without an account fill in, reached by its link. */
export function ExternalPage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const { data, error, refetch } = useQuery(formQuery(token))
  return (
    <main className="external">
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={8} /> : <Answer token={token} shown={data} />}
    </main>
  )
}

async function solved(token: string): Promise<{ challenge: string; solution: string }> {
  const { challenge, bits } = await get<{ challenge: string; bits: number }>(`/forms/${token}/challenge`)
  return { challenge, solution: await solve(challenge, bits) }
}

async function handIn(token: string, field: FieldDef, file: File): Promise<Kept> {
  const body = new FormData()
  for (const [key, value] of Object.entries({ field: field.key, ...(await solved(token)) })) body.append(key, value)
  body.append('file', file)
  return call<Kept>('POST', `/forms/${token}/files`, { body })
}

/** The field with what may be handed in for it said below. */
function withLimits(field: AskedField): FieldDef {
  const told = partWords([listWords(field.types ?? []).toUpperCase(), field.max_mb ? say('external.maxSize', { n: field.max_mb }) : ''])
  const help = [pick(field.help), told].filter(Boolean).join(' ')
  return told ? { ...field, help: { zh: help, en: help } } : field
}

function Answer({ token, shown }: { token: string; shown: Shown }) {
  const { t } = useTranslation()
  const [thanks, setThanks] = useState<Words>(null)
  const [consent, setConsent] = useState(false)
  const [refused, setRefused] = useState(false)
  const [website, setWebsite] = useState('')
  const fields = shown.fields.map(withLimits)
  const form = useForm({
    fields,
    onSubmit: async (values) => {
      const done = await call<{ thanks: Words }>('POST', `/forms/${token}`, { body: { values, consent, website, ...(await solved(token)) } })
      setThanks(done.thanks)
    },
  })
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  if (thanks !== null) return <section className="external-box" role="status"><h1>{t('external.taken')}</h1><p className="external-words">{pick(thanks)}</p></section>
  return (
    <form className="external-box" noValidate onSubmit={(event) => { event.preventDefault(); setRefused(Boolean(shown.consent) && !consent); if (!shown.consent || consent) void form.submit() }}>
      <div className="row"><span className="muted small grow">{shown.lender}</span><Button type="link" size="small" onClick={() => void switchLanguage(other)}>{other === 'en' ? 'English' : '中文'}</Button></div>
      <h1>{pick(shown.title)}</h1>
      {shown.intro && <p className="external-words">{pick(shown.intro)}</p>}
      <UploadContext value={(field, file) => handIn(token, field, file)}><FormFields form={form} sections={[{ fields }]} columns={1} /></UploadContext>
      {/* Nobody sees this field: who fills it in is a machine. */}
      <input className="external-trap" name="website" tabIndex={-1} autoComplete="off" aria-hidden="true" value={website} onChange={(event) => setWebsite(event.target.value)} />
      {shown.consent && (
        <div>
          <Checkbox checked={consent} onChange={(event) => { setConsent(event.target.checked); setRefused(false) }}><span className="external-words">{pick(shown.consent)}</span></Checkbox>
          {refused && <div className="form-fault" role="alert">{t('external.needConsent')}</div>}
        </div>
      )}
      <Button type="primary" size="large" htmlType="submit" block loading={form.busy}>{t('external.submit')}</Button>
    </form>
  )
}
