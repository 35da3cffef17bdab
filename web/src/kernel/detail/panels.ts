import type { ComponentType } from 'react'
import type { ObjectDef, RecordRow } from '@/api/types'

export interface PanelProps { object: ObjectDef; record: RecordRow }
type Panel = ComponentType<PanelProps>

const panels = new Map<string, Panel>()
const extras = new Map<string, Panel>()

/** A panel the catalog names in a tab. */
export function registerPanel(name: string, panel: Panel): void { panels.set(name, panel) }
export function findPanel(name: string): Panel | undefined { return panels.get(name) }

/** A part shown above the sections of every record of an object. */
export function registerExtra(object: string, panel: Panel): void { extras.set(object, panel) }
export function findExtra(object: string): Panel | undefined { return extras.get(object) }
