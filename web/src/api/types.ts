import type { Label } from '@/lib/i18n'
import type { ButtonDef } from './pages'

export type { Label }
export type Tone = 'ok' | 'wait' | 'warn' | 'bad' | 'none'

export interface Condition { field: string; op: string; value?: unknown }
export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter }

export interface FieldOption { value: string; label: Label; tone?: Tone }
export interface FieldDef {
  key: string
  /** The object it is a field of; none for an input of an action. */
  object?: string
  label: Label
  kind: string
  help?: Label | null
  access?: 'write' | 'read' | 'masked'
  required?: boolean
  read_only?: boolean
  max_length?: number | null
  min?: string | number | null
  max?: string | number | null
  scale?: number | null
  options?: FieldOption[] | null
  target?: string | null
  /** A sub-table's rows refer to their record by this field. */
  via?: string | null
  /** A reference that offers some records only. */
  limited?: boolean
  custom?: boolean
  unique?: boolean
  sortable?: boolean
  ops?: string[]
  sensitivity?: string | null
  /** Whether the caller may see the whole value by record.reveal. */
  revealable?: boolean
  default?: unknown
  /** What a formula or rollup comes to: a kind. */
  result?: string | null
  /** `formula` or `rollup` where the engine computes the field. */
  derived?: string
}
export type ViewKind = 'table' | 'kanban' | 'calendar' | 'gallery' | 'gantt' | 'tree'
export interface ViewDef {
  key: string
  label: Label
  columns: string[]
  filter?: Filter | null
  sort?: string | null
  kind?: ViewKind
  /** Kanban: the field whose values are the columns. */
  group?: string
  /** Calendar: the day a record stands on. */
  date?: string
  start?: string
  end?: string
  parent?: string
  /** How a table is drawn: widths in pixels, columns that stay in sight, rules that color rows, totals at the foot. */
  widths?: Record<string, number>
  pinned?: string[]
  colors?: ColorRule[]
  totals?: Record<string, Total>
  /** What was saved, where somebody saved it. */
  saved?: SavedView
}
export type Total = 'count' | 'sum' | 'avg' | 'min' | 'max'
export interface ColorRule extends Condition { tone: Exclude<Tone, 'none'> }
export interface SavedView {
  id: string
  version: number
  label: string
  /** None where it rests on a field the caller may not see; `unavailable` says so. */
  body: Omit<ViewDef, 'key' | 'label' | 'saved'> | null
  unavailable: Label | null
  left_out: number
  owner: { id: string; name: string | null }
  mine: boolean
  shared: boolean
  roles: string[]
  changeable: boolean
}
/** Expressions over the record's fields that make a field of a form seen, needed or fixed. */
export interface FieldRules { visible_when?: string; required_when?: string; read_only_when?: string; options_when?: Record<string, string>; fill?: Record<string, string> }
export type Device = 'desktop' | 'phone'
export type SectionKind = 'section' | 'tab' | 'step'
/** A text or a divider before a field, or at the end of a section. */
export interface FormNote { text?: Label | string; divider?: boolean; before?: string }
export interface FieldSection { label: Label; fields: string[]; kind?: SectionKind; columns?: 1 | 2 | 3; notes?: FormNote[]; visible_when?: string; rules?: Record<string, FieldRules> }
export interface TabDef {
  key: string
  label: Label
  object?: string
  via?: string
  columns?: string[]
  sort?: string
  panel?: string
}
export interface Rights { read: boolean; create: boolean; update: boolean; delete: boolean; export?: boolean }
export interface ObjectDef {
  key: string
  label: Label
  label_plural: Label
  description?: Label | null
  title_field: string
  custom?: boolean
  archived?: boolean
  icon?: string | null
  recycle_bin?: boolean
  /** Whether any of its records is shared with somebody. */
  shared?: boolean
  rights: Rights
  fields: FieldDef[]
  views: ViewDef[]
  form: FieldSection[]
  /** The form laid out anew for the caller's roles, by device; the first that fits is used. */
  variants?: { devices: Device[]; form: FieldSection[] }[]
  detail: { status?: string | null; figures?: string[]; sections?: FieldSection[]; tabs?: TabDef[] }
  actions: string[]
  /** Buttons that people put on its records, as far as the caller may press them. */
  buttons?: ButtonDef[]
}
export interface ActionSpec {
  name: string
  label: Label
  object: string | null
  fields: FieldDef[]
  record_key: string | null
  enabled_when?: Filter | null
  confirm?: Label | null
  danger?: boolean
}
/** A kind of field: what its fields can become, whether records can be kept unique by it, and whether it identifies them. */
export interface KindDef { key: string; label: Label; converts_to: string[]; keyable: boolean; identifies: boolean }
export interface Catalog { revision: number; objects: ObjectDef[]; actions: ActionSpec[]; kinds: KindDef[] }

export interface RecordRow {
  id: string
  version?: number
  _labels?: Record<string, string>
  /** Of a record seen by a share alone: whether it may be changed. */
  _access?: 'read' | 'write'
  [key: string]: unknown
}
/** What a form task asks for. `masked` is kept where its field is left as it is. */
export interface TaskForm {
  task_id: string
  object: string
  record_id: string
  version: number
  fields: FieldDef[]
  values: Record<string, unknown>
  masked: Record<string, unknown>
  _labels: Record<string, string>
}
export interface Page<T> { items: T[]; next_cursor: string | null; total?: number; estimated?: boolean }

/** An entry leads to a page of ours, to another site, or holds entries below it. */
export interface MenuItem { key: string; label: Label; path?: string; url?: string; icon?: string; items?: MenuItem[] }
export interface Me {
  /** Of the other two administrators those that nobody is, for who may name them. */
  missing_administrators: string[]
  user: {
    id: string
    username: string
    name: string
    locale?: 'zh-CN' | 'en-US'
    department?: { id: string; name: string } | null
    roles: { key: string; label: Label }[]
  }
  csrf_token: string
  actions: string[]
  /** Rights that are no actions, such as file.attach. */
  rights?: string[]
  menu: MenuItem[]
  /** The page that is the caller's home; none: the installed one. */
  home?: string | null
  /** Guides the caller has taken or declined. */
  guides?: Record<string, 'taken' | 'declined'>
  lender: { name: string; currency: string; time_zone: string }
  business_date: string
  demo?: boolean
  /** Whether payments, rights and the like wait for a second person; where not, every page says so. */
  second_person?: boolean
  /** A copy of a configuration says so wherever it is seen. */
  environment?: { kind: 'production' | 'test' | 'sandbox'; copied_at: string | null }
  /** Who is looking as this user or, with `role`, as a role of hers. */
  preview?: { by: string; role: boolean } | null
}

export interface Actor { id: string; name: string }
/** `titles`: what the records are called that old and new name, as the caller may see them. */
export interface Change { field: string; label?: Label | null; old: unknown; new: unknown; titles?: Record<string, string> }
export interface TimelineItem {
  id: string
  at: string
  actor: Actor | null
  name: string
  /** What the entry is about; a customer's timeline also tells of her applications and loans. */
  object?: string | null
  label: Label
  summary?: Label | null
  changes?: Change[]
}
export interface AuditItem {
  id: string
  at: string
  actor: Actor | null
  action: string
  object: string | null
  record_id: string | null
  summary?: Label | null
  changes?: Change[]
  request_id?: string | null
  address?: string | null
}
export interface ReadItem {
  id: number
  at: string
  actor: { id: string | null; name: string }
  kind: string
  object: string | null
  record_ids: string[]
  count: number
  address: string | null
  request_id: string | null
}
export interface Job {
  id: string
  kind: string
  label: Label
  status: 'queued' | 'running' | 'completed' | 'failed' | 'canceled'
  done: number
  total: number | null
  message?: Label | null
  started_at?: string | null
  finished_at?: string | null
  result?: Record<string, unknown> | null
}
export interface SearchHit { object: string; id: string; title: string; subtitle?: string | null }
