import type { Language } from '@/lib/i18n'
import type { Topic } from './topics'

export interface Text { title: string; body: string }
export interface Found { topic: Topic; title: string; around: string }

const load = { zh: () => import('./zh'), en: () => import('./en') }

/** Title and Markdown by topic, from the files in `docs/help`. */
export async function helpTexts(language: Language): Promise<Record<Topic, Text>> {
  const { texts } = await load[language]()
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => {
    const [head = '', ...rest] = text.split('\n')
    return [/(\w+)\.md$/.exec(path)?.[1], { title: head.replace(/^# /, ''), body: rest.join('\n').trim() }]
  })) as Record<Topic, Text>
}

const AROUND = 36

/** The topics that hold the words, those that have them in their title first, each with what stands around them. */
export function findTopics(texts: Record<Topic, Text>, q: string): Found[] {
  const wanted = q.trim().toLowerCase()
  return (Object.keys(texts) as Topic[]).flatMap((topic) => {
    const { title, body } = texts[topic]
    const plain = body.replace(/\]\([^)]*\)|[*`#[]|^[-\d.]+ /gm, '').replace(/\s+/g, ' ')
    const at = plain.toLowerCase().indexOf(wanted)
    const named = title.toLowerCase().includes(wanted)
    if (at < 0 && !named) return []
    const from = Math.max(0, at - AROUND / 2)
    return [{ topic, title, named, around: `${from > 0 ? '…' : ''}${plain.slice(from, from + 2 * AROUND)}…` }]
  }).sort((a, b) => Number(b.named) - Number(a.named))
}
