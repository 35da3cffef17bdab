import { Button, Dropdown } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionQuery, type Definition, type Fault } from '@/api/building'
import { pick } from '@/lib/i18n'
import { Bones, ErrorState } from '@/ui/states'
import { DesignerBar } from '../designer/DesignerBar'
import { focusItem } from '../designer/focus'
import { SortableList } from '../designer/SortableList'
import { useDraft } from '../designer/useDraft'
import { useShown } from '../designer/useShown'
import { differenceWords } from '../pages/words'
import { add, change, entryAt, flat, indent, move, remove, TARGETS, targetOf, type MenuBody, type MenuEntry, type Target } from './body'
import { EntryProperties, Homes } from './EntryProperties'
import '../pages/pages.css'

/** The menu as a draft until it is published. */
export function MenuPage() {
  const { data, error, refetch } = useQuery(definitionQuery<MenuBody>('menu', 'main'))
  const [generation, setGeneration] = useState(0)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones lines={10} />
  return <Editor key={generation} definition={data} onReplaced={() => setGeneration(generation + 1)} />
}

function Editor({ definition, onReplaced }: { definition: Definition<MenuBody>; onReplaced: () => void }) {
  const { t } = useTranslation()
  const [start] = useState<MenuBody>(() => definition.draft?.body ?? definition.published?.body ?? { items: [] })
  const draft = useDraft<MenuBody>('menu', 'main', start, definition)
  const [chosen, setChosen] = useState<string | null>(null)
  useShown(chosen)
  const { body } = draft
  const list = flat(body.items)
  const entry = list.find((one) => one.entry.key === chosen)?.entry
  const items = (make: (old: MenuEntry[]) => MenuEntry[], tag?: string) => draft.change((old) => ({ ...old, items: make(old.items) }), tag)
  const faultsOf = (one: MenuEntry): Fault[] => draft.faults.filter((fault) => fault.pointer.startsWith('/items') && entryAt(body.items, fault.pointer) === one)
  const choose = (id: string | null) => { setChosen(id); if (id) focusItem(id) }
  const addOne = (target: Target) => {
    const made = add(body.items, { zh: t(`menuEditor.targets.${target}`), en: '' }, target)
    items(() => made.items)
    choose(made.key)
  }
  const toProperties = () => requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>('.designer-properties input')?.focus()))
  return (
    <div className="designer-page page-designer">
      <DesignerBar kind="menu" definitionKey="main" name={t('menuEditor.menu')} definition={definition} draft={draft} words={(one) => differenceWords(one, null)} onReplaced={onReplaced}
        onJump={(pointer) => choose(pointer.startsWith('/items') ? entryAt(body.items, pointer)?.key ?? null : null)} lead={<h1 className="page-name">{t('menuEditor.menu')}</h1>} />
      <div className="designer menu-designer">
        <section className="designer-canvas" aria-label={t('menuEditor.menu')}>
          <SortableList name={t('menuEditor.menu')} current={chosen ?? undefined} onSelect={setChosen} onEnter={toProperties}
            items={list.map(({ entry: one, depth }) => ({ id: one.key, depth, label: pick(one.label) || one.key, more: faultsOf(one).length > 0 ? <span className="status bad">{t('designer.faults', { count: faultsOf(one).length })}</span> : <span className="muted small">{t(`menuEditor.targets.${targetOf(one)}`)}</span> }))}
            onMove={(from, to) => items((old) => move(old, from, to))} onIndent={(id, by) => items((old) => indent(old, id, by))} onRemove={(id) => { items((old) => remove(old, id)); setChosen(null) }} />
          <div className="row">
            <Dropdown trigger={['click']} menu={{ items: TARGETS.map((one) => ({ key: one, label: t(`menuEditor.targets.${one}`), onClick: () => addOne(one) })) }}><Button icon={<PlusOutlined />}>{t('menuEditor.add')}</Button></Dropdown>
            {entry && <Button type="link" onClick={() => setChosen(null)}>{t('menuEditor.homes')}</Button>}
          </div>
          <p className="muted small">{t('menuEditor.keys')}</p>
        </section>
        <section className="designer-properties" aria-label={t('designer.properties')}>
          {entry ? <EntryProperties key={entry.key} entry={entry} faults={faultsOf(entry)} change={(part, tag) => items((old) => change(old, entry.key, part), tag && `${tag}:${entry.key}`)} onRemove={() => { items((old) => remove(old, entry.key)); setChosen(null) }} />
            : <Homes body={body} faults={draft.faults} change={(homes) => draft.change((old) => ({ ...old, homes }))} />}
        </section>
      </div>
    </div>
  )
}
