import { Button, Popover, Select } from 'antd'
import { EyeOutlined, TeamOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '@/api/queries'
import type { RecordRow } from '@/api/types'
import { titleOf, useMe, useObject } from '@/kernel/catalog'
import { startPreview } from '@/kernel/rights/preview'
import { grantsOf, type Grants } from './grants'

/** Who has a role, the rights of another taken over, and a look at the app with it. */
export function RoleTools({ role, before, locked, onCopy }: { role: RecordRow; before: Grants; locked: boolean; onCopy: (grants: Grants) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const object = useObject('role')
  const people = useQuery(recordsQuery('user', { limit: 200, sort: 'name' })).data?.items.filter((one) => Array.isArray(one.role_keys) && one.role_keys.includes(role.key)) ?? []
  const others = useQuery(recordsQuery('role', { limit: 200 })).data?.items.filter((one) => one.id !== role.id) ?? []
  return (
    <>
      <Popover trigger="click" placement="bottomRight" content={people.length === 0 ? t('admin.nobodyHas') : <ul className="role-people">{people.map((one) => <li key={one.id}><Link to="/o/$object/$id" params={{ object: 'user', id: one.id } as never}>{String(one.name)}</Link></li>)}</ul>}>
        <Button icon={<TeamOutlined />}>{t('admin.whoHas', { count: people.length })}</Button>
      </Popover>
      {me.rights?.includes('preview.start') && <Button icon={<EyeOutlined />} onClick={() => void startPreview({ role_key: String(role.key) })}>{t('preview.role')}</Button>}
      {!locked && object && (
        <Select style={{ width: 168 }} value={null} placeholder={t('admin.copyFrom')} aria-label={t('admin.copyFrom')} showSearch={{ optionFilterProp: 'label' }}
          options={others.map((one) => ({ value: one.id, label: titleOf(object, one) }))} onChange={(id: string | null) => { const from = others.find((one) => one.id === id); if (from) onCopy({ ...before, ...grantsOf(from.grants) }) }} />
      )}
    </>
  )
}
