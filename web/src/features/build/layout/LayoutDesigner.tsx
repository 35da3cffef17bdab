import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionQuery, type Definition, type LayoutBody } from '@/api/building'
import type { ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Bones, ErrorState } from '@/ui/states'
import { startBody } from './body'
import { DesignerBar } from '../designer/DesignerBar'
import { ButtonDesigner } from './ButtonDesigner'
import { SectionDesigner } from './SectionDesigner'
import { useDraft } from '../designer/useDraft'
import { ViewDesigner } from './ViewDesigner'
import { differenceWords } from './words'

type DesignerPart = 'form' | 'detail' | 'views' | 'actions'

/** The layout of an object: form, record page and views, as a draft until it is published. */
export function LayoutDesigner({ object }: { object: ObjectDef }) {
  const { data, error, refetch } = useQuery(definitionQuery<LayoutBody>('layout', object.key))
  // Counts what replaces the body from outside: a discarded draft, an older version.
  const [generation, setGeneration] = useState(0)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones lines={10} />
  return <Designer key={generation} object={object} definition={data} onReplaced={() => setGeneration(generation + 1)} />
}

function wholeBody(object: ObjectDef, body: Partial<LayoutBody> | undefined): LayoutBody {
  return { ...startBody(object), ...body }
}

function Designer({ object, definition, onReplaced }: { object: ObjectDef; definition: Definition<LayoutBody>; onReplaced: () => void }) {
  const { t } = useTranslation()
  const [start] = useState(() => wholeBody(object, definition.draft?.body ?? definition.published?.body))
  const draft = useDraft<LayoutBody>('layout', object.key, start, definition.faults, Boolean(definition.draft))
  const [part, setPart] = useState<DesignerPart>('form')
  const [chosen, setChosen] = useState<string | null>(null)
  const jump = (pointer: string) => {
    const [, root, first, second, third, fourth] = pointer.split('/')
    const at = root === 'detail' ? Number(second === undefined ? 0 : second === 'sections' ? third : second) : Number(first)
    setPart(root === 'views' || root === 'actions' ? root : root === 'detail' ? 'detail' : 'form')
    if (root === 'actions') setChosen(`action:${first}`)
    else if (root === 'views') setChosen(`view:${draft.body.views[at]?.key}`)
    else if (root === 'form') setChosen(second === 'rules' && third ? `field:${third}` : second === 'fields' ? `field:${draft.body.form[at]?.fields[Number(third)]}` : `section:${at}`)
    else setChosen(third === 'fields' ? `field:${draft.body.detail.sections?.[Number(second)]?.fields[Number(fourth)]}` : null)
  }
  return (
    <div className="designer-page">
      <DesignerBar kind="layout" definitionKey={object.key} name={t('designer.titleOf', { object: pick(object.label) })} definition={definition} draft={draft} words={(one) => differenceWords(one, object, draft.body.views)} onJump={jump} onReplaced={onReplaced}
        lead={<Segmented<DesignerPart> value={part} onChange={(next) => { setPart(next); setChosen(null) }} aria-label={t('designer.part')} options={(['form', 'detail', 'views', 'actions'] as const).map((one) => ({ value: one, label: t(`designer.${one}`) }))} />} />
      {part === 'actions' ? <ButtonDesigner object={object} draft={draft} chosen={chosen} onChoose={setChosen} /> : part === 'views' ? <ViewDesigner object={object} draft={draft} chosen={chosen} onChoose={setChosen} /> : <SectionDesigner key={part} object={object} draft={draft} part={part} chosen={chosen} onChoose={setChosen} />}
    </div>
  )
}
