import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { StoredRollup } from '@/api/building'
import { useCatalog } from '@/kernel/catalog'
import type { InputProps } from '@/kernel/fields/types'
import { pick } from '@/lib/i18n'

const FUNCTIONS = ['count', 'sum', 'min', 'max', 'avg', 'latest']

/** What a rollup gathers: child object, the reference to this object (`field.target`), function and field. */
export function RollupInput({ id, field, value, onChange, invalid, describedBy }: InputProps) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const rollup = (value ?? {}) as Partial<StoredRollup>
  const refers = (object: (typeof objects)[number]) => object.fields.filter((one) => one.kind === 'reference' && one.target === field.target)
  const children = objects.filter((object) => refers(object).length > 0)
  const child = objects.find((object) => object.key === rollup.object)
  const put = (part: Partial<StoredRollup>) => onChange({ ...rollup, ...part })
  const select = (name: string, words: string, chosen: string | null | undefined, options: { value: string; label: string }[], choose: (next: string) => void) => (
    <div>
      <label htmlFor={name} className="small muted">{words}</label>
      <Select id={name} showSearch={{ optionFilterProp: 'label' }} value={chosen ?? undefined} onChange={choose} options={options} style={{ width: '100%' }} status={invalid ? 'error' : undefined} aria-describedby={describedBy} notFoundContent={t('build.noChildren')} />
    </div>
  )
  return (
    <div className="stack-tight">
      {select(id, t('build.child'), rollup.object, children.map((o) => ({ value: o.key, label: pick(o.label) })), (object) => put({ object, via: refers(objects.find((o) => o.key === object)!)[0]?.key, field: undefined }))}
      {child && select(`${id}-via`, t('build.via'), rollup.via, refers(child).map((f) => ({ value: f.key, label: pick(f.label) })), (via) => put({ via }))}
      {child && select(`${id}-function`, t('build.function'), rollup.function, FUNCTIONS.map((f) => ({ value: f, label: t(`build.functions.${f}`) })), (name) => put({ function: name, field: name === 'count' ? undefined : rollup.field }))}
      {child && rollup.function && rollup.function !== 'count' && select(`${id}-field`, t('build.rollupField'), rollup.field, child.fields.map((f) => ({ value: f.key, label: pick(f.label) })), (key) => put({ field: key }))}
    </div>
  )
}
