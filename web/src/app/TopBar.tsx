import { Badge, Button, Dropdown, Progress, Tooltip } from 'antd'
import { BellOutlined, CloudSyncOutlined, MenuOutlined, MessageOutlined, MoonOutlined, QuestionCircleOutlined, SearchOutlined, SunOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '@/api/client'
import { notificationsQuery } from '@/api/notify'
import { homeQuery, isActive, jobsQuery, queryClient } from '@/api/queries'
import { useMe } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { currentLanguage, pick, switchLanguage } from '@/lib/i18n'
import { asideWords, colonWords, listWords } from '@/lib/phrases'
import { useAppearance } from '@/ui/theme/appearance'

interface Props { onTold: () => void; phone: boolean; onMenu: () => void; onSearch: () => void; onJobs: () => void; onHelp: () => void }

function DemoHint({ onJobs, phone }: { onJobs: () => void; phone: boolean }) {
  const { t } = useTranslation()
  const { data } = useQuery(jobsQuery)
  const job = data?.items.find((j) => /demo/.test(j.kind) && isActive(j))
  if (!job) return phone ? null : <span className="chip">{t('frame.demo')}</span>
  const percent = job.total ? Math.floor((100 * job.done) / job.total) : 0
  return (
    <button type="button" className="plain chip" onClick={onJobs}>
      <span>{phone ? `${percent}%` : t('frame.demoLoading', { percent })}</span>
      {!phone && <Progress percent={percent} showInfo={false} size="small" style={{ width: 72, margin: 0 }} aria-label={t('jobs.progress')} />}
    </button>
  )
}

export function TopBar({ onTold, phone, onMenu, onSearch, onJobs, onHelp }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const { mode, toggle } = useAppearance()
  const tasks = useQuery(homeQuery).data?.my_tasks ?? 0
  const told = useQuery(notificationsQuery).data?.unread ?? 0
  const running = useQuery(jobsQuery).data?.items.filter(isActive).length ?? 0
  const logout = async () => {
    await call<void>('POST', '/auth/logout').catch(() => undefined)
    queryClient.clear()
    await navigate({ to: '/login' })
  }
  const copy = me.environment && me.environment.kind !== 'production' ? me.environment.kind : undefined
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <header className="top">
      {phone && <Button type="text" icon={<MenuOutlined />} aria-label={t('frame.menu')} onClick={onMenu} />}
      <button type="button" className="plain search-box" data-guide="search" onClick={onSearch}>
        <SearchOutlined />
        <span className="visually-hidden">{t('search.open')}</span>
        {!phone && <span className="grow ellipsis">{t('search.placeholder')}</span>}
        {!phone && <kbd>Ctrl K</kbd>}
      </button>
      <span className="grow" />
      {copy && <span className="chip environment" title={me.environment?.copied_at ? t('environment.copied', { at: formatInstant(me.environment.copied_at) }) : undefined}>{t(`environment.${copy}`)}</span>}
      {me.demo && <DemoHint onJobs={onJobs} phone={phone} />}
      {!phone && <span className="muted small num">{t('frame.businessDate', { date: me.business_date })}</span>}
      <Tooltip title={t('notify.title')}>
        <Badge count={told} size="small" offset={[-6, 6]} color="var(--bad-badge)">
          <Button type="text" icon={<MessageOutlined />} aria-label={t('notify.count', { count: told })} onClick={onTold} />
        </Badge>
      </Tooltip>
      <Tooltip title={t('frame.tasks')}>
        <Badge count={tasks} size="small" offset={[-6, 6]} color="var(--bad-badge)">
          <Button type="text" icon={<BellOutlined />} aria-label={t('frame.tasksCount', { count: tasks })} onClick={() => void navigate({ to: '/inbox' })} />
        </Badge>
      </Tooltip>
      <Tooltip title={t('frame.jobs')}>
        <Badge dot={running > 0} offset={[-8, 8]} color="var(--wait)">
          <Button type="text" icon={<CloudSyncOutlined />} aria-label={t('frame.jobs')} onClick={onJobs} />
        </Badge>
      </Tooltip>
      {!phone && (
        <Tooltip title={`${t('help.title')} (?)`}>
          <Button type="text" data-guide="help" icon={<QuestionCircleOutlined />} aria-label={t('help.title')} onClick={onHelp} />
        </Tooltip>
      )}
      {!phone && (
        <Button type="text" aria-label={`${t('frame.language')} ${other === 'en' ? 'EN' : '中'}`} onClick={() => void switchLanguage(other)}>{other === 'en' ? 'EN' : '中'}</Button>
      )}
      {!phone && (
        <Tooltip title={t(mode === 'dark' ? 'frame.toLight' : 'frame.toDark')}>
          <Button type="text" icon={mode === 'dark' ? <SunOutlined /> : <MoonOutlined />} aria-label={t(mode === 'dark' ? 'frame.toLight' : 'frame.toDark')} onClick={toggle} />
        </Tooltip>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', type: 'group', label: asideWords(me.user.name, me.user.username) },
            { key: 'roles', disabled: true, label: colonWords(t('frame.roles'), listWords(me.user.roles.map((r) => pick(r.label))) || '—') },
            { key: 'department', disabled: true, label: colonWords(t('frame.department'), me.user.department?.name ?? '—') },
            ...(phone ? [
              { key: 'help', label: t('help.title'), onClick: onHelp },
              { key: 'language', label: other === 'en' ? 'English' : '中文', onClick: () => void switchLanguage(other) },
              { key: 'theme', label: t(mode === 'dark' ? 'frame.toLight' : 'frame.toDark'), onClick: toggle },
            ] : []),
            { type: 'divider' },
            { key: 'account', label: t('account.title'), onClick: () => void navigate({ to: '/account' }) },
            { key: 'logout', label: t('frame.logout'), onClick: () => void logout() },
          ],
        }}
      >
        <Button type="text" className="account" data-guide={phone ? 'help' : undefined} icon={<UserOutlined />} aria-label={`${t('frame.user')} ${me.user.name}`}>{phone ? null : me.user.name}</Button>
      </Dropdown>
    </header>
  )
}
