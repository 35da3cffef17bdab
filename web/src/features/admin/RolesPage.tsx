import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordQuery, recordsQuery } from '@/api/queries'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { titleOf, useObject } from '@/kernel/catalog'
import { SplitPage } from '@/ui/SplitPage'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { RoleMatrix } from './RoleMatrix'
import './admin.css'

/** Roles: object rights × scope × field rights × action rights. */
export function RolesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { role?: string }
  const object = useObject('role')
  const { data, isPending, error, refetch } = useQuery({ ...recordsQuery('role', { limit: 200 }), enabled: Boolean(object) })
  if (!object) return <EmptyState title={t('error.noRight')} help={t('error.noRightHelp')} />
  const open = (id: string | undefined) => void navigate({ to: '.', search: { role: id } as never })
  return (
    <SplitPage title={t('admin.roles')} open={Boolean(search.role)} onBack={() => open(undefined)}
      tools={<ActionButton name="role.create" size="small" icon={<PlusOutlined />} onDone={(result) => open(String(result.role_id))} />}
      list={isPending ? <Bones lines={6} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : data.items.length === 0 ? <EmptyState title={t('admin.noRoles')} tight /> : (
        <ul>
          {data.items.map((role) => (
            <li key={role.id}>
              <button type="button" className="plain split-item" aria-current={role.id === search.role} onClick={() => open(role.id)}>
                <span className="ellipsis" style={{ display: 'block', fontWeight: 500 }}>{titleOf(object, role)}</span>
                <span className="line2">{String(role.key ?? '')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      detail={search.role ? <RoleLoader key={search.role} id={search.role} /> : <EmptyState title={t('admin.chooseRole')} />}
    />
  )
}

function RoleLoader({ id }: { id: string }) {
  const { data: role, error, refetch } = useQuery(recordQuery('role', id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!role) return <Bones lines={10} />
  return <RoleMatrix key={`${role.id}:${role.version}`} role={role} />
}
