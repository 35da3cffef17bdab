import { Button, Tabs } from 'antd'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { definedObjectQuery } from '@/api/building'
import type { ObjectDef } from '@/api/types'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { useCan } from '@/kernel/catalog'
import { specOf } from '@/kernel/fields/registry'
import type { InputProps } from '@/kernel/fields/types'
import { pick } from '@/lib/i18n'
import { Bones, ErrorState } from '@/ui/states'
import { LayoutDesigner } from './layout/LayoutDesigner'
import { FieldBin, FieldList } from './fields/FieldList'
import { IconInput } from './IconInput'

/** What may name a record; the server says so too. */
const TITLES = new Set(['text', 'auto_number', 'email'])
const Choice = specOf('choice').Input

interface Props { object: ObjectDef; tab: string; onTab: (tab: string) => void; onBack?: () => void; onGone: () => void }

/** One object: its settings above, its fields, layout and bin in tabs. */
export function ObjectPage({ object, tab, onTab, onBack, onGone }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const { data: defined, error, refetch } = useQuery(definedObjectQuery(object.key))
  const description = pick(object.description)
  const items = [
    { key: 'fields', label: t('build.tabs.fields') },
    ...(can('definition.save') ? [{ key: 'layout', label: t('build.tabs.layout') }] : []),
    { key: 'bin', label: `${t('build.tabs.bin')}${defined && defined.removed.length > 0 ? ` ${defined.removed.length}` : ''}` },
  ]
  const shown = items.some((item) => item.key === tab) ? tab : 'fields'
  return (
    <div className="object-page">
      <div className="object-head">
        <div className="row row-wrap">
          {onBack && <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('build.objects')} onClick={onBack} />}
          <h2 className="grow" style={{ fontSize: 17, minWidth: 'min(16em, 60%)' }}>{pick(object.label)} <span className="muted small">{t('build.keyOf', { key: object.key })}</span></h2>
          {object.rights.read && <Link to="/o/$object" params={{ object: object.key } as never}>{t('build.openList')}</Link>}
          {object.custom && <Settings object={object} onGone={onGone} title={defined?.settings?.title_field} />}
        </div>
        {description && description !== pick(object.label) && <p className="muted">{description}</p>}
        {object.archived && <p className="note warn">{t('build.archivedNote')}</p>}
        <Tabs size="small" activeKey={shown} onChange={onTab} items={items} />
      </div>
      <div className="object-scroll">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !defined ? <Bones lines={8} /> : shown === 'layout' ? <LayoutDesigner object={object} /> : shown === 'bin' ? <FieldBin object={object} defined={defined} /> : <FieldList object={object} defined={defined} />}
      </div>
    </div>
  )
}

function Settings({ object, title, onGone }: { object: ObjectDef; title?: string; onGone: () => void }) {
  const { t } = useTranslation()
  const fixed = { object: object.key }
  const editors = useMemo(() => {
    const options = object.fields.filter(({ kind }) => TITLES.has(kind)).map(({ key, label }) => ({ value: key, label }))
    return { icon: IconInput, title_field: (props: InputProps) => <Choice {...props} field={{ ...props.field, options }} /> }
  }, [object])
  if (object.archived) {
    return (
      <>
        <ActionButton name="object.restore" size="small" type="primary" fixed={fixed} />
        <ActionButton name="object.delete" size="small" fixed={fixed} note={t('build.deleteNote')} onDone={onGone} />
      </>
    )
  }
  const start = { label_zh: object.label.zh, label_en: object.label.en, description: pick(object.description) === pick(object.label) ? '' : pick(object.description), icon: object.icon ?? '', title_field: title }
  return (
    <>
      <ActionButton name="object.change" size="small" fixed={fixed} initial={start} editors={editors}>{t('build.settings')}</ActionButton>
      <ActionButton name="object.archive" size="small" fixed={fixed} note={t('build.archiveNote')} />
      <ActionButton name="object.delete" size="small" fixed={fixed} note={t('build.deleteNote')} onDone={onGone} />
    </>
  )
}
