import { Modal, Segmented, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { layoutPreviewQuery } from '@/api/building'
import type { Device, ObjectDef } from '@/api/types'
import { CreateForm } from '@/kernel/form/CreatePage'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { Bones, ErrorState } from '@/ui/states'
import { useRoles } from '../pages/PageProperties'
import { DEVICES } from './Variants'

/** The form of the draft as a role would have it on a device: conditions work, nothing is written. */
export function FormPreview({ object, onClose }: { object: ObjectDef; onClose: () => void }) {
  const { t } = useTranslation()
  const roles = useRoles()
  const [role, setRole] = useState<string | null>(null)
  const [device, setDevice] = useState<Device>('desktop')
  const [tried, setTried] = useState(false)
  const { data, error, refetch } = useQuery(layoutPreviewQuery(object.key, role))
  const phone = device === 'phone'
  const names = (found: ObjectDef['fields']) => listWords(found.map((one) => pick(one.label)))
  const told = data && (!data.rights.create
    ? t('designer.cannotCreate')
    : [
        ['designer.hiddenFields', names(object.fields.filter((one) => !data.fields.some((each) => each.key === one.key)))],
        ['designer.fixedFields', names(data.fields.filter((one) => !one.read_only && one.access === 'read'))],
      ].filter(([, fields]) => fields).map(([key, fields]) => t(key!, { fields })).join(' '))
  return (
    <Modal open onCancel={onClose} footer={null} width={phone ? 438 : 928} title={t('designer.preview')} destroyOnHidden>
      <div className="stack">
        <div className="row row-wrap">
          <Select value={role} aria-label={t('designer.previewRole')} style={{ minWidth: 160 }} showSearch={{ optionFilterProp: 'label' }} options={[{ value: null, label: t('designer.previewSelf') }, ...roles]} onChange={(next: string | null) => { setRole(next); setTried(false) }} />
          <Segmented<Device> value={device} aria-label={t('designer.previewDevice')} options={DEVICES.map((one) => ({ value: one, label: t(`designer.devices.${one}`) }))} onChange={(next) => { setDevice(next); setTried(false) }} />
        </div>
        {told && <p className="note">{told}</p>}
        {tried && <p className="note" role="status">{t('designer.tried')}</p>}
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={6} /> : data.rights.create && (
          <div className="form-preview" data-device={device}><CreateForm key={`${role}:${device}`} object={data} device={device} columns={phone ? 1 : undefined} onDone={() => undefined} onTried={() => setTried(true)} /></div>
        )}
      </div>
    </Modal>
  )
}
