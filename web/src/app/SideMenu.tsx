import { Button, Tooltip } from 'antd'
import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MenuItem } from '@/api/types'
import { useMe } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { MenuIcon } from '@/ui/icons'
import { parseSearch } from '@/lib/search-params'

const isAdmin = (item: MenuItem) => /^\/admin|^\/o\/(user|role|role_grant|department)$/.test(item.path ?? '')

function isCurrent(item: MenuItem, pathname: string): boolean {
  const path = item.path?.split('?')[0] ?? ''
  if (path === '/admin/users') return pathname.startsWith('/o/user')
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
}

export function SideMenu({ collapsed, onToggle, inDrawer }: { collapsed: boolean; onToggle?: () => void; inDrawer?: boolean }) {
  const { t } = useTranslation()
  const { menu, lender } = useMe()
  const pathname = useRouterState({ select: (s) => s.location.pathname })
  const entry = (item: MenuItem) => {
    const name = pick(item.label)
    if (item.items) {
      return (
        <li key={item.key}>
          <div className="menu-group">{collapsed ? <hr /> : name}</div>
          <ul aria-label={name}>{item.items.map(entry)}</ul>
        </li>
      )
    }
    const inside = <><MenuIcon name={item.icon ?? item.key} />{!collapsed && <span className="ellipsis">{name}</span>}</>
    const [path, query] = (item.path ?? '').split('?')
    const link = item.url ? <a href={item.url} target="_blank" rel="noopener noreferrer" className="menu-item" aria-label={collapsed ? name : undefined}>{inside}</a> : (
      <Link to={path} search={(query ? parseSearch(query) : {}) as never} className="menu-item" aria-label={collapsed ? name : undefined} aria-current={isCurrent(item, pathname) ? 'page' : undefined}>{inside}</Link>
    )
    return <li key={item.key}>{collapsed ? <Tooltip title={name} placement="right">{link}</Tooltip> : link}</li>
  }
  const work = menu.filter((item) => !isAdmin(item))
  const admin = menu.filter(isAdmin)
  return (
    <nav className={`side${collapsed ? ' collapsed' : ''}${inDrawer ? ' in-drawer' : ''}`} aria-label={t('frame.menu')}>
      {!inDrawer && (
        <Link to="/" className="brand">
          <img src="/favicon.svg" width="24" height="24" alt="" />
          {collapsed ? <span className="visually-hidden">{t('app.name')}</span> : <span><b>{t('app.name')}</b><small className="ellipsis">{lender.name}</small></span>}
        </Link>
      )}
      <div className="side-scroll">
        <ul>{work.map(entry)}</ul>
        {admin.length > 0 && (
          <>
            <div className="menu-group">{collapsed ? <hr /> : t('frame.admin')}</div>
            <ul>{admin.map(entry)}</ul>
          </>
        )}
      </div>
      {onToggle && (
        <Button type="text" className="side-toggle" icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />} aria-label={t(collapsed ? 'frame.expand' : 'frame.collapse')} onClick={onToggle} />
      )}
    </nav>
  )
}
