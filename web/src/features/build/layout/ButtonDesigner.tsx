import { Button, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { everyActionQuery, type LayoutBody } from '@/api/building'
import type { ButtonDef } from '@/api/pages'
import type { ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import type { Draft } from '../designer/useDraft'
import { SortableList } from '../designer/SortableList'
import { ExpressionInput } from '../fields/ExpressionInput'
import { moved } from '../lists'
import { ButtonProperties } from '../pages/ButtonsProperties'

interface Props { object: ObjectDef; draft: Draft<LayoutBody>; chosen: string | null; onChoose: (id: string | null) => void }

/** What can be done with a record: actions of its object, and buttons that people add, in their order. */
export function ButtonDesigner({ object, draft, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery(everyActionQuery)
  const all = draft.body.actions
  const put = (make: (old: LayoutBody['actions']) => LayoutBody['actions'], tag?: string) => draft.change((body) => ({ ...body, actions: make(body.actions) }), tag)
  const at = chosen?.startsWith('action:') ? Number(chosen.slice(7)) : -1
  const button = typeof all[at] === 'object' ? all[at] : undefined
  const faults = draft.faults.filter((one) => one.pointer.startsWith(`/actions/${at}`)).map((one) => pick(one.message)).join(' ')
  const words = (one: string | ButtonDef) => (typeof one === 'string' ? pick(data?.items.find((each) => each.name === one)?.label) || one : pick(one.label))
  const add = (one: string | ButtonDef) => { put((old) => [...old, one]); onChoose(`action:${all.length}`) }
  const change = (part: Partial<ButtonDef>, tag?: string) => put((old) => old.map((one, n) => (n === at && typeof one === 'object' ? cleaned({ ...one, ...part }) : one)), tag && `${tag}:${at}`)
  const sources = [{ value: '$record.id', label: t('designer.thisRecord') }, ...object.fields.map((field) => ({ value: `$record.${field.key}`, label: pick(field.label) }))]
  const free = (data?.items ?? []).filter((one) => one.record_key && one.object === object.key && !all.includes(one.name))
  return (
    <div className="designer">
      <section className="designer-palette" aria-label={t('designer.actions')}>
        <h3>{t('designer.actions')}</h3>
        <Button icon={<PlusOutlined />} onClick={() => add({ label: { zh: t('pageDesigner.newButton', { n: all.length + 1 }), en: '' }, kind: 'url' })}>{t('pageDesigner.addButton')}</Button>
        {free.length > 0 && <Select value={null} placeholder={t('designer.addAction')} aria-label={t('designer.addAction')} onChange={(name: string | null) => { if (name) add(name) }} options={free.map((one) => ({ value: one.name as string | null, label: pick(one.label) }))} />}
      </section>
      <section className="designer-canvas" aria-label={t('designer.canvas')}>
        <SortableList name={t('designer.actions')} current={at >= 0 ? `action:${at}` : undefined} onSelect={onChoose}
          items={all.map((one, n) => ({ id: `action:${n}`, label: words(one), more: <span className="muted small">{t(typeof one === 'string' ? 'pageDesigner.action' : `pageDesigner.buttonKinds.${one.kind}`)}</span> }))}
          onMove={(from, to) => { put((old) => moved(old, from, to)); onChoose(`action:${to}`) }} onRemove={(id) => { put((old) => old.filter((_, n) => `action:${n}` !== id)); onChoose(null) }} />
        <p className="muted small">{t('designer.keys')}</p>
      </section>
      <section className="designer-properties" aria-label={t('designer.properties')}>
        {!button ? <p className="muted">{t('designer.chooseAction')}</p> : (
          <div className="stack-tight" key={at}>
            {faults && <div className="form-fault" role="alert">{faults}</div>}
            <ButtonProperties button={button} sources={sources} object={object.key} onChange={change} />
            <div className="property">
              <label htmlFor="button-when">{t('designer.visible_when')}</label>
              <ExpressionInput id="button-when" field={{ key: 'visible_when', kind: 'text', label: { zh: '', en: '' }, target: object.key }} value={button.visible_when ?? ''} onChange={(text) => change({ visible_when: (text as string | null) ?? undefined }, 'when')} />
              <div className="form-help">{t('designer.always')}</div>
            </div>
          </div>
        )}
      </section>
    </div>
  )
}

function cleaned(button: ButtonDef): ButtonDef {
  return Object.fromEntries(Object.entries(button).filter(([, value]) => value !== undefined && value !== '')) as unknown as ButtonDef
}
