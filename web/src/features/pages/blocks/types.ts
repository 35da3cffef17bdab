import type { Block } from '@/api/pages'
import type { ParameterValues } from '../parameters'

/** What a block is drawn with; `height` is the room below its title, in pixels. */
export interface BlockProps { block: Block; values: ParameterValues; height: number }
