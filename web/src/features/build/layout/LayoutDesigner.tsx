import { Button, Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionQuery, type Definition, type LayoutBody } from '@/api/building'
import type { ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Bones, ErrorState } from '@/ui/states'
import { placeOfPointer, startBody, variantOf, type Part } from './body'
import { DesignerBar } from '../designer/DesignerBar'
import { ButtonDesigner } from './ButtonDesigner'
import { SectionDesigner } from './SectionDesigner'
import { useDraft } from '../designer/useDraft'
import { useShown } from '../designer/useShown'
import { ViewDesigner } from './ViewDesigner'
import { differenceWords } from './words'

const FormPreview = lazy(() => import('./FormPreview').then((module) => ({ default: module.FormPreview })))
type DesignerPart = Part | 'views' | 'actions'

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
  const draft = useDraft<LayoutBody>('layout', object.key, start, definition)
  const [asked, setPart] = useState<DesignerPart>('form')
  const [chosen, setChosen] = useState<string | null>(null)
  useShown(chosen)
  const [previewing, setPreviewing] = useState(false)
  // A variant may be gone by undoing.
  const variant = asked === 'views' || asked === 'actions' ? null : variantOf(asked)
  const part = variant !== null && !draft.body.variants?.[variant] ? 'form' : asked
  const go = (next: DesignerPart, item: string | null = null) => { setPart(next); setChosen(item) }
  const jump = (pointer: string) => { const place = placeOfPointer(draft.body, pointer); go(place.part, place.chosen) }
  return (
    <div className="designer-page">
      <DesignerBar kind="layout" definitionKey={object.key} name={t('designer.titleOf', { object: pick(object.label) })} definition={definition} draft={draft} words={(one) => differenceWords(one, object, draft.body.views)} onJump={jump} onReplaced={onReplaced}
        more={<Button size="small" disabled={draft.unsaved || draft.state === 'saving' || draft.faults.length > 0} onClick={() => setPreviewing(true)}>{t('designer.preview')}</Button>}
        lead={<Segmented<DesignerPart> value={variant === null ? part : 'form'} onChange={(next) => go(next)} aria-label={t('designer.part')} options={(['form', 'detail', 'views', 'actions'] as const).map((one) => ({ value: one, label: t(`designer.${one}`) }))} />} />
      {previewing && <Suspense><FormPreview object={object} onClose={() => setPreviewing(false)} /></Suspense>}
      {part === 'actions' ? <ButtonDesigner object={object} draft={draft} chosen={chosen} onChoose={setChosen} /> : part === 'views' ? <ViewDesigner object={object} draft={draft} chosen={chosen} onChoose={setChosen} /> : <SectionDesigner key={part} object={object} draft={draft} part={part} chosen={chosen} onChoose={setChosen} onPart={go} />}
    </div>
  )
}
