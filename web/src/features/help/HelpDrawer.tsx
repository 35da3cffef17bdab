import { Button, Drawer, Input } from 'antd'
import { ArrowLeftOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import Markdown from 'markdown-to-jsx/react'
import { useMemo, useState, type AnchorHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { guideOf } from '@/features/guide/tours'
import { useMe } from '@/kernel/catalog'
import { currentLanguage } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { findTopics, helpTexts } from './texts'
import { GROUPS, topicOf, type Group, type Topic } from './topics'
import './help.css'

/** The help of the page that is open, every other topic, and a search over all of them; the texts are the files of `docs/help`. */
export default function HelpDrawer({ onClose, onGuide }: { onClose: () => void; onGuide: (guide: string) => void }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const guide = guideOf(useMe())
  const { data: texts, error, refetch } = useQuery({ queryKey: ['help', language], queryFn: () => helpTexts(language), staleTime: Infinity })
  const here = useRouterState({
    select: ({ matches, location }) => {
      const match = matches.at(-1)
      return topicOf(match?.staticData.help, (match?.params as { object?: string }).object, (location.search as { tab?: string }).tab)
    },
  })
  // What was opened one after the other; empty: the list of all topics.
  const [trail, setTrail] = useState<Topic[]>(here ? [here] : [])
  const [q, setQ] = useState('')
  const open = (topic: Topic) => { setTrail((old) => [...old, topic]); setQ('') }
  const options = useMemo(() => ({
    disableParsingRawHTML: true, forceBlock: true,
    overrides: {
      a: ({ href = '', children }: AnchorHTMLAttributes<HTMLAnchorElement>) => (
        <button type="button" className="plain help-link" onClick={() => setTrail((old) => [...old, href.replace(/\.md$/, '') as Topic])}>{children}</button>
      ),
      h2: { component: 'h3' },
    },
  } as const), [])
  const topic = trail.at(-1)
  const text = topic && texts?.[topic]
  const found = texts && q.trim() ? findTopics(texts, q) : null
  const item = (one: Topic, around?: string) => (
    <li key={one}><button type="button" className="plain help-topic" onClick={() => open(one)}><b>{texts?.[one].title}</b>{around && <span className="small muted">{around}</span>}</button></li>
  )
  return (
    <Drawer open onClose={onClose} title={t('help.title')} size={440} extra={guide && <Button size="small" onClick={() => onGuide(guide)}>{t('guide.title')}</Button>}>
      <Input prefix={<SearchOutlined />} allowClear value={q} onChange={(event) => setQ(event.target.value)} placeholder={t('help.search')} aria-label={t('help.search')} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !texts ? <Bones lines={8} /> : found ? (
        found.length === 0 ? <EmptyState title={t('help.none', { q: q.trim() })} tight /> : <ul className="help-list">{found.map((one) => item(one.topic, one.around))}</ul>
      ) : text ? (
        <article className="help-text">
          <div className="row">
            {trail.length > 1 && <Button size="small" type="text" icon={<ArrowLeftOutlined />} aria-label={t('common.back')} onClick={() => setTrail(trail.slice(0, -1))} />}
            <h2 className="grow">{text.title}</h2>
            <Button size="small" type="link" onClick={() => setTrail([])}>{t('help.all')}</Button>
          </div>
          <Markdown options={options}>{text.body}</Markdown>
        </article>
      ) : (Object.keys(GROUPS) as Group[]).map((group) => (
        <section key={group} aria-label={t(`help.groups.${group}`)}>
          <h2 className="list-group help-group">{t(`help.groups.${group}`)}</h2>
          <ul className="help-list">{GROUPS[group].map((one) => item(one))}</ul>
        </section>
      ))}
    </Drawer>
  )
}
