import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '@/api/client'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { fieldOf, kindNamed, titleOf } from '../catalog'
import { faultOf, isBlank, type Values } from './check'

const PAUSE_MS = 400

/** Values that tell records apart, as far as they are whole. */
function identifying(object: ObjectDef, values: Values): Values {
  const counts = (field: FieldDef) => kindNamed(field.kind)?.identifies || field.unique || field.key === object.title_field
  const whole = (field: FieldDef) => !isBlank(values[field.key]) && faultOf(field, values[field.key]) === null
  return Object.fromEntries(object.fields.filter((field) => counts(field) && whole(field)).map((field) => [field.key, values[field.key]]))
}

/** Records that agree with what is being entered, told before there are two of one. */
export function Alike({ object, values }: { object: ObjectDef; values: Values }) {
  const { t } = useTranslation()
  const now = JSON.stringify(identifying(object, values))
  const [asked, setAsked] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(now), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [now])
  const { data } = useQuery({
    queryKey: ['alike', object.key, asked],
    queryFn: () => call<{ items: { record: RecordRow; agree: string[] }[] }>('POST', `/records/${object.key}:duplicates`, { body: JSON.parse(asked) as Values }),
    enabled: object.rights.read && asked !== '{}',
    gcTime: 0,
  })
  const found = asked === now && asked !== '{}' ? data?.items ?? [] : []
  if (found.length === 0) return null
  return (
    <section className="note warn" role="status" aria-label={t('form.alike')}>
      <b>{t('form.alike')}</b>
      <ul className="plain-list">
        {found.slice(0, 5).map(({ record, agree }) => (
          <li key={record.id} className="row">
            <Link to="/o/$object/$id" params={{ object: object.key, id: record.id } as never} target="_blank">{titleOf(object, record)}</Link>
            <span className="muted small">{t('detail.agree', { fields: listWords(agree.map((key) => pick(fieldOf(object, key)?.label))) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
