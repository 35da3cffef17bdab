import { Input, Modal } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/client'
import type { SearchHit } from '@/api/types'
import { menuEntries, useCatalog, useMe } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { MenuIcon } from '@/ui/icons'
import './search.css'

interface Entry { key: string; group: string; icon: string; title: string; subtitle?: string; path: string }

/** Records of every object the caller may see, and pages; one box, arrow keys, Enter. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const me = useMe()
  const { objects } = useCatalog()
  const [text, setText] = useState('')
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 180)
    return () => clearTimeout(timer)
  }, [text])
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<{ items: SearchHit[] }>('/search', { q }, signal),
    enabled: q.length >= 2,
    placeholderData: (old) => old,
  })
  const pages: Entry[] = menuEntries(me.menu)
    .filter((item) => text.trim() === '' || pick(item.label).toLowerCase().includes(text.trim().toLowerCase()))
    .map((item) => ({ key: `page-${item.key}`, group: t('search.pages'), icon: item.icon ?? item.key, title: pick(item.label), path: item.path ?? item.url ?? '' }))
  const hits: Entry[] = q.length < 2 ? [] : (data?.items ?? []).map((hit) => ({
    key: `${hit.object}-${hit.id}`, group: pick(objects.find((o) => o.key === hit.object)?.label) || hit.object, icon: hit.object,
    title: hit.title, subtitle: hit.subtitle ?? undefined, path: `/o/${hit.object}/${hit.id}`,
  }))
  const order = [...new Set(hits.map((hit) => hit.group))]
  const entries = [...order.flatMap((group) => hits.filter((hit) => hit.group === group)), ...pages]
  const current = Math.min(at, entries.length - 1)

  const open = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    if (entry.path.startsWith('https:')) { window.open(entry.path, '_blank', 'noopener'); return }
    const [to, query] = entry.path.split('?')
    void navigate({ to: to!, search: Object.fromEntries(new URLSearchParams(query)) as never })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') { event.preventDefault(); setAt(Math.min(current + 1, entries.length - 1)) }
    if (event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.max(current - 1, 0)) }
    if (event.key === 'Enter') { event.preventDefault(); open(entries[current]) }
  }
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={600} style={{ top: 72 }} styles={{ container: { padding: 0 } }} title={<span className="visually-hidden">{t('search.open')}</span>}>
      <div className="search" onKeyDown={onKeyDown}>
        <Input size="large" variant="borderless" autoFocus prefix={<SearchOutlined />} value={text} onChange={(e) => { setText(e.target.value); setAt(0) }} placeholder={t('search.placeholder')} aria-label={t('search.open')}
          role="combobox" aria-expanded="true" aria-controls="search-hits" aria-activedescendant={entries[current] ? `hit-${current}` : undefined} />
        <ul id="search-hits" role="listbox" aria-label={t('search.open')} className="search-hits">
          {entries.map((entry, index) => (
            <li key={entry.key} id={`hit-${index}`} role="option" aria-selected={index === current} className="search-hit" onMouseMove={() => setAt(index)} onClick={() => open(entry)}>
              <MenuIcon name={entry.icon} />
              <span className="grow ellipsis">{entry.title}{entry.subtitle && <span className="muted small" style={{ marginInlineStart: 12 }}>{entry.subtitle}</span>}</span>
              {entries[index - 1]?.group !== entry.group && <span className="muted small">{entry.group}</span>}
            </li>
          ))}
        </ul>
        {entries.length === 0 && <p className="muted search-note">{isFetching ? t('common.loading') : q.length < 2 ? t('search.start') : t('search.none', { q })}</p>}
        <p className="muted small search-note foot">{t('search.move')}</p>
      </div>
    </Modal>
  )
}
