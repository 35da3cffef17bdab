import { Drawer } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordQuery } from '@/api/queries'
import type { ObjectDef } from '@/api/types'
import { Bones, ErrorState } from '@/ui/states'
import { ActionBar } from '../actions/ActionBar'
import { fieldOf, titleOf } from '../catalog'
import { Facts, Figures } from '../detail/Facts'
import { Value } from '../fields/Value'
import { objectFor } from '../rights/allowed'

/** A record beside its list. */
export function QuickLook({ object: whole, id, onClose }: { object: ObjectDef; id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: record, error, refetch } = useQuery(recordQuery(whole.key, id))
  const object = record ? objectFor(whole, record) : whole
  const status = object.detail.status ? fieldOf(object, object.detail.status) : undefined
  return (
    <Drawer open onClose={onClose} size={480} mask={false} title={record ? titleOf(object, record) : t('list.quick')} aria-label={t('list.quick')}
      extra={record && <Link to="/o/$object/$id" params={{ object: object.key, id } as never}>{t('detail.openFull')}</Link>}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !record ? <Bones lines={10} /> : (
        <div className="stack">
          <div className="row">
            {status && <Value field={status} record={record} />}
            <span className="grow" />
            <ActionBar object={object} record={record} compact />
          </div>
          <Figures object={object} record={record} />
          <Facts object={object} record={record} />
        </div>
      )}
    </Drawer>
  )
}
