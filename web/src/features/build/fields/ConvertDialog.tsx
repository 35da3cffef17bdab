import { Alert, Checkbox, Modal, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredField } from '@/api/building'
import { call, runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, FieldOption, ObjectDef } from '@/api/types'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { kindWords, useCatalog } from '@/kernel/catalog'
import { specOf } from '@/kernel/fields/registry'
import { isBlank } from '@/kernel/form/check'
import { pick } from '@/lib/i18n'
import { problemWords, tell } from '@/ui/notify'
import { Bones } from '@/ui/states'
import { useBusy } from '@/ui/useBusy'
import { OptionsInput } from './OptionsInput'

interface Sample { id: string; old: unknown; new: unknown; lost: boolean }
interface Found { rows: number; lost: number; samples: Sample[] }
interface Props { object: ObjectDef; field: StoredField; /** Take the last conversion back instead. */ back?: StoredField; onClose: () => void }

/** A field becomes of another kind: how its values would fare is shown first, and a loss must be accepted. */
export function ConvertDialog({ object, field, back, onClose }: Props) {
  const { t } = useTranslation()
  const { kinds } = useCatalog()
  const keyOf = useActionKey()
  const offered = kinds.find((kind) => kind.key === field.kind)?.converts_to ?? []
  const [kind, setKind] = useState<string | undefined>(back?.kind)
  const [options, setOptions] = useState<FieldOption[]>(field.options)
  const [accepted, setAccepted] = useState(false)
  const [busy, during] = useBusy()
  const action = back ? 'field.revert_conversion' : 'field.convert'
  const chooses = !back && (kind === 'choice' || kind === 'multi_choice')
  const input = { object: object.key, key: field.key, ...(!back && { kind, ...(chooses && { options }) }) }
  const ready = Boolean(kind) && (!chooses || options.length > 0)
  const { data: found, error, isFetching } = useQuery({
    queryKey: ['difference', action, input],
    queryFn: async () => (await call<{ result: Found }>('POST', `/actions/${action}?dry_run=true`, { body: input })).result,
    enabled: ready, staleTime: 0, gcTime: 0, retry: false,
  })
  const convert = () => during(async () => {
    const sent = { ...input, accept_loss: accepted }
    await runAction(action, sent, keyOf(sent))
    await refreshAfter(action)
    tell(t('build.converted', { name: pick(field.label), kind: kindWords(kind) }))
    onClose()
  })
  const asked: FieldDef = { key: 'options', kind: 'json', label: { zh: '', en: '' } }
  const name = pick(field.label)
  return (
    <Modal open onCancel={onClose} onOk={() => void convert()} title={t(back ? 'build.revertOf' : 'build.convertOf', { name })} okText={t(back ? 'build.revert' : 'build.convert')}
      okButtonProps={{ disabled: !found || (found.lost > 0 && !accepted), danger: Boolean(found?.lost), loading: busy }} width={640} destroyOnHidden>
      <div className="stack">
        {back ? <p>{t('build.revertNote', { kind: kindWords(back.kind) })}</p> : (
          <div>
            <label htmlFor="convert-kind">{t('build.newKind', { kind: kindWords(field.kind) })}</label>
            <Select id="convert-kind" value={kind} onChange={(next: string) => { setKind(next); setAccepted(false) }} style={{ width: '100%' }} autoFocus
              notFoundContent={t('build.noConversion')} options={offered.map((one) => ({ value: one, label: kindWords(one) }))} />
          </div>
        )}
        {chooses && <div><label htmlFor="convert-options">{t('build.optionsOf')}</label><OptionsInput id="convert-options" field={asked} value={options} onChange={(next) => setOptions((next ?? []) as FieldOption[])} /></div>}
        {error && <Alert type="error" showIcon title={problemWords(error)} />}
        {ready && !found && isFetching && <Bones lines={4} />}
        {found && <Preview found={found} before={field} after={back ?? { ...field, kind: kind ?? field.kind, options: chooses ? options : [] }} />}
        {found && found.lost > 0 && <Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)}>{t('build.acceptLoss', { count: found.lost })}</Checkbox>}
      </div>
    </Modal>
  )
}

function Preview({ found, before, after }: { found: Found; before: StoredField; after: StoredField }) {
  const { t } = useTranslation()
  const words = (field: StoredField, value: unknown) => (isBlank(value) ? '—' : specOf(field.result ?? field.kind).words(value, field as unknown as FieldDef))
  return (
    <>
      <Alert type={found.lost > 0 ? 'warning' : 'success'} showIcon title={t(found.lost > 0 ? 'build.losing' : 'build.losingNone', { rows: found.rows, n: found.lost })} />
      {found.samples.length > 0 && (
        <table className="sheet">
          <thead><tr><th>{kindWords(before.kind)}</th><th>{kindWords(after.kind)}</th><th><span className="visually-hidden">{t('build.lost')}</span></th></tr></thead>
          <tbody>{found.samples.map((one) => <tr key={one.id}><td className="wrap">{words(before, one.old)}</td><td className="wrap">{words(after, one.new)}</td><td className="tone-bad">{one.lost ? t('build.lost') : ''}</td></tr>)}</tbody>
        </table>
      )}
    </>
  )
}
