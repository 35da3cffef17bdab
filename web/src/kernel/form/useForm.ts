import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { ApiProblem } from '@/api/client'
import type { FieldDef } from '@/api/types'
import { readDraft, writeDraft } from '@/lib/storage'
import { problemWords } from '@/ui/notify'
import { afterPress } from '@/ui/press'
import { useEngine, type Engine } from '../conditions/engine'
import { underConditions, type Conditions } from '../conditions/rules'
import { handedIn } from '../fields/file/upload'
import { cleanValues, faultOf, faultsOf, type Values } from './check'
import { faultsFromServer } from './pointer'

interface Options {
  fields: FieldDef[]
  initial?: Values
  /** What makes fields seen, needed or fixed; `known` are the fields that conditions may name. */
  conditions?: Conditions
  known?: FieldDef[]
  /** Kept under this name until submitted, also when the page is left. */
  draft?: string
  onSubmit: (values: Values) => Promise<void>
}

export interface FormState {
  values: Values
  /** The field as conditions make it now; undefined while it is hidden. */
  field: (key: string) => FieldDef | undefined
  engine: Engine['state'] | null
  faults: Record<string, string>
  general: { words: string; reference: string | null } | null
  busy: boolean
  restored: boolean
  set: (key: string, value: unknown) => void
  left: (key: string) => void
  submit: () => Promise<void>
  /** Whether some fields hold what they need; their faults are shown where not. */
  sound: (keys: string[]) => boolean
  discard: () => void
  formRef: React.RefObject<HTMLDivElement | null>
}

const NO_CONDITIONS: Conditions = {}

function initialOf(fields: FieldDef[], initial?: Values): Values {
  const values: Values = {}
  for (const field of fields) if (field.default !== undefined && field.default !== null) values[field.key] = field.default
  return { ...values, ...initial }
}

export function useForm({ fields: all, conditions = NO_CONDITIONS, known = all, initial, draft, onSubmit }: Options): FormState {
  const [stored] = useState(() => (draft ? readDraft<Values>(draft) : null))
  const [values, setValues] = useState<Values>(() => ({ ...initialOf(all, initial), ...stored }))
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<FormState['general']>(null)
  const [busy, setBusy] = useState(false)
  const [resumed, setResumed] = useState(0)
  const [restored, setRestored] = useState(stored !== null)
  const touched = useRef(stored !== null)
  const formRef = useRef<HTMLDivElement>(null)

  const conditional = Object.keys(conditions).length > 0
  const engine = useEngine(conditional)
  const fields = useMemo(() => underConditions(all, conditions, values, engine, known), [all, conditions, values, engine, known])

  useEffect(() => {
    if (draft && touched.current) writeDraft(draft, values)
  }, [draft, values])

  const jumpTo = useCallback((keys: string[]) => {
    requestAnimationFrame(() => {
      const first = fields.find((f) => keys.includes(f.key))
      const element = first && formRef.current?.querySelector<HTMLElement>(`[data-field="${first.key}"] :is(input,textarea,button,[tabindex])`)
      element?.focus()
      element?.scrollIntoView({ block: 'center' })
    })
  }, [fields])

  const set = (key: string, value: unknown) => {
    touched.current = true
    setValues((old) => ({ ...old, [key]: value }))
    setFaults((old) => (key in old ? Object.fromEntries(Object.entries(old).filter(([k]) => k !== key)) : old))
  }
  const left = (key: string) => {
    const field = fields.find((f) => f.key === key)
    // An untouched empty field is not a fault before submitting.
    if (!field || values[key] === undefined) return
    const fault = faultOf(field, values[key])
    if (fault) afterPress(() => setFaults((old) => ({ ...old, [key]: fault })))
  }
  const sound = (keys: string[]) => {
    const found = faultsOf(fields.filter((one) => keys.includes(one.key)), values)
    setFaults(found)
    jumpTo(Object.keys(found))
    return Object.keys(found).length === 0
  }
  const submit = async () => {
    if (busy || (conditional && engine.state === 'loading')) return
    const handing = handedIn()
    if (handing) {
      setBusy(true)
      await handing
      setBusy(false)
      setResumed((old) => old + 1)
      return
    }
    const found = faultsOf(fields, values)
    setFaults(found)
    setGeneral(null)
    if (Object.keys(found).length > 0) { jumpTo(Object.keys(found)); return }
    setBusy(true)
    try {
      await onSubmit(cleanValues(fields, values))
      touched.current = false
      if (draft) writeDraft(draft, null)
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : null
      const { faults: server, rest } = faultsFromServer(problem?.errors ?? [], fields.map((f) => f.key))
      setFaults(server)
      if (Object.keys(server).length > 0) jumpTo(Object.keys(server))
      const words = [problem ? problem.message : problemWords(error), ...rest.filter((r) => r !== problem?.message)].join(' ')
      setGeneral({ words, reference: problem?.requestId ?? null })
    } finally {
      setBusy(false)
    }
  }
  const goOn = useEffectEvent(() => void submit())
  // What waited for files goes on with their ids among the values.
  useEffect(() => { if (resumed > 0) goOn() }, [resumed])
  const discard = () => {
    touched.current = false
    setValues(initialOf(all, initial))
    setFaults({})
    setRestored(false)
    if (draft) writeDraft(draft, null)
  }
  const field = (key: string) => fields.find((one) => one.key === key)
  return { values, field, engine: conditional ? engine.state : null, faults, general, busy, restored, set, left, submit, sound, discard, formRef }
}
