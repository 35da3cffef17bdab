import Markdown from 'markdown-to-jsx/react'
import { pick } from '@/lib/i18n'
import type { BlockProps } from './types'

const OPTIONS = { disableParsingRawHTML: true, forceBlock: true, overrides: { a: { props: { target: '_blank', rel: 'noopener noreferrer' } }, h1: { component: 'h2' }, h2: { component: 'h3' } } } as const

/** Words in Markdown; HTML in them is shown as it is written, never made. */
export default function TextBlock({ block }: BlockProps) {
  return <div className="block-pad block-text"><Markdown options={OPTIONS}>{pick(block.text)}</Markdown></div>
}
