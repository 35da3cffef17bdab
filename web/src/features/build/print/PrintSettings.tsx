import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { PrintBody } from '@/api/papers'
import { pick } from '@/lib/i18n'
import { useRoles } from '../pages/PageProperties'
import { NameProperties, Property } from '../pages/Property'

interface Props { body: PrintBody; faults: Fault[]; change: (part: Partial<PrintBody>, tag?: string) => void }
const PAPERS = ['a4', 'a5', 'a3', 'b5', 'letter'] as const

/** What can be said of the template itself: its name, its paper, what stands on every page, and who prints it. */
export function PrintSettings({ body, faults, change }: Props) {
  const { t } = useTranslation()
  const roles = useRoles()
  const told = (start: string) => faults.filter((one) => one.pointer.startsWith(start)).map((one) => pick(one.message)).join(' ')
  return (
    <div className="stack-tight">
      <h3>{t('papers.settings')}</h3>
      <NameProperties value={body.label} fault={told('/label')} onChange={(label, tag) => change({ label }, tag)} />
      {body.word === undefined && <>
        <Property label={t('papers.paper')} fault={told('/paper')}>{(id) => <Select id={id} value={body.paper ?? 'a4'} options={PAPERS.map((value) => ({ value: value as string, label: t(`papers.papers.${value}`) }))} onChange={(paper) => change({ paper })} />}</Property>
        <Checkbox checked={body.landscape ?? false} onChange={(event) => change({ landscape: event.target.checked })}>{t('papers.landscape')}</Checkbox>
        <Property label={t('papers.margin')} fault={told('/margin_mm')}>{(id) => <InputNumber id={id} min={0} max={60} value={body.margin_mm ?? 20} onChange={(value) => change({ margin_mm: value ?? 20 }, 'margin')} />}</Property>
        {(['header', 'footer'] as const).map((part) => <Property key={part} label={t(`papers.${part}`)} fault={told(`/${part}`)}>{(id) => <Input id={id} value={pick(body[part])} onChange={(event) => change({ [part]: event.target.value }, part)} />}</Property>)}
        <Checkbox checked={body.page_numbers ?? false} onChange={(event) => change({ page_numbers: event.target.checked })}>{t('papers.numbers')}</Checkbox>
      </>}
      <Property label={t('papers.roles')} fault={told('/roles')}>{(id) => <Select id={id} mode="multiple" value={body.roles ?? []} placeholder={t('papers.all')} options={roles} optionFilterProp="label" onChange={(next: string[]) => change({ roles: next.length > 0 ? next : undefined })} />}</Property>
    </div>
  )
}
