import { Button, Drawer } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { notificationsQuery, type Told } from '@/api/notify'
import { queryClient } from '@/api/queries'
import { runAction } from '@/api/client'
import { formatInstant, relativeInstant } from '@/lib/dates'
import { localeTag, pick } from '@/lib/i18n'
import { tellProblem } from '@/ui/notify'
import { Bones, EmptyState, ErrorState } from '@/ui/states'

/** Who mentioned me, and what happened to what I follow; opening one marks it as read. */
export default function NotificationsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(notificationsQuery)
  const read = async (ids?: string[]) => {
    try {
      await runAction('notification.read', ids ? { ids } : {})
      await queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey })
    } catch (fault) {
      tellProblem(fault)
    }
  }
  const open = (one: Told) => {
    if (!one.read) void read([one.id])
    onClose()
    void navigate({ to: '/o/$object/$id', params: { object: one.object, id: one.record_id } as never })
  }
  return (
    <Drawer open onClose={onClose} title={t('notify.title')} size={400} extra={data && data.unread > 0 && <Button size="small" onClick={() => void read()}>{t('notify.readAll')}</Button>}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={6} /> : data.items.length === 0 ? <EmptyState title={t('notify.none')} help={t('notify.noneHelp')} tight /> : (
        <ul className="timeline">
          {data.items.map((one) => (
            <li key={one.id}>
              <button type="button" className="plain" style={{ textAlign: 'left', width: '100%' }} onClick={() => open(one)}>
                <span className="row small">
                  <b className="grow ellipsis">{!one.read && <span className="status bad" aria-label={t('notify.unread')} />} {one.title}</b>
                  <time className="muted" dateTime={one.at} title={formatInstant(one.at)}>{relativeInstant(one.at, new Date(), localeTag())}</time>
                </span>
                <span className="small" style={{ display: 'block' }}>{t(one.reason === 'mentioned' ? 'notify.mentioned' : 'notify.followed', { who: one.actor, what: pick(one.label) })}</span>
                {one.note && <span className="small muted line2">{one.note}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  )
}
