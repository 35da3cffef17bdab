import type { Label } from '@/api/types'

/** An entry leads to one thing: an object, a page of blocks, an installed page, a site, or entries below it. */
export interface MenuEntry { key: string; label: Label | string; icon?: string; roles?: string[]; object?: string; page?: string; path?: string; url?: string; items?: MenuEntry[] }
export interface MenuBody { items: MenuEntry[]; homes?: Record<string, string> }
