import { Tour } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { readStored, writeStored } from '@/lib/storage'
import { answerGuide } from './answer'
import { stepsOf, type Step } from './tours'

const PATIENCE_MS = 4000
const PAUSE_MS = 100
const STILL = 3
/** As wide as a card becomes, in px. */
const ROOM = 540

const pause = () => new Promise((done) => setTimeout(done, PAUSE_MS))
const marked = (step: Step | undefined): HTMLElement | null => (step ? document.querySelector<HTMLElement>(`[data-guide="${step.mark}"]`) : null)

/** Above and below what is tall there is no room for the card: it stands to its right, or in its middle. */
function placed(step: Step): 'right' | 'center' | undefined {
  const box = marked(step)?.getBoundingClientRect()
  if (!box || box.height <= 0.6 * window.innerHeight) return undefined
  return window.innerWidth - box.right > ROOM ? 'right' : 'center'
}

/** Waits until what a step is about stands still on its page; false: it is not there for this person. */
async function settled(step: Step): Promise<boolean> {
  let last = ''
  for (let waited = 0, still = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const box = marked(step)?.getBoundingClientRect()
    const now = box && box.width > 0 ? JSON.stringify(box) : ''
    still = now !== '' && now === last ? still + 1 : 0
    if (still >= STILL) return true
    last = now
    await pause()
  }
  return false
}

/** The card takes the focus once it is there, so that Enter and Tab go on from it. */
async function focusNext(): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const button = document.querySelector<HTMLElement>('.guide-next')
    button?.focus()
    if (button && document.activeElement === button) return
    await pause()
  }
}

/** A guide on the real pages, step by step; steps about what this person does not have are left out. Left before its end it goes on where it was. */
export default function GuideTour({ guide, onClose }: { guide: string; onClose: () => void }) {
  const { t } = useTranslation()
  const router = useRouter()
  const can = useCan()
  const { data: steps } = useQuery({ queryKey: ['guide', guide], queryFn: () => stepsOf(guide), staleTime: Infinity })
  const [at, setAt] = useState(-1)
  const going = useRef(false)
  const place = `guide.${guide}`

  const close = useCallback(() => {
    onClose()
    if (can('guide.answer')) void answerGuide(guide, 'taken')
  }, [can, guide, onClose])
  const go = useCallback(async (from: number, way: 1 | -1) => {
    if (!steps || going.current) return
    going.current = true
    try {
      for (let next = from; next >= 0; next += way) {
        const step = steps[next]
        if (!step) { writeStored(place, null); close(); return }
        if (router.state.location.pathname !== step.page) await router.navigate({ to: step.page })
        if (await settled(step)) { setAt(next); writeStored(place, next); return }
      }
    } finally {
      going.current = false
    }
  }, [close, place, router, steps])
  useEffect(() => { if (steps) void go(Math.min(readStored(place, 0), steps.length - 1), 1) }, [go, place, steps])
  useEffect(() => { if (at >= 0) void focusNext() }, [at])

  if (!steps || at < 0) return null
  return (
    <Tour open current={at} onChange={(next) => void go(next, next > at ? 1 : -1)} onClose={close} onFinish={() => { writeStored(place, null) }} scrollIntoViewOptions={{ block: 'nearest' }}
      indicatorsRender={(now, total) => <span className="small num" aria-live="polite">{t('guide.step', { now: now + 1, total })}</span>}
      steps={steps.map((step) => ({ title: pick(step.title), description: pick(step.text), target: () => marked(step)!, placement: placed(step), nextButtonProps: { className: 'guide-next' } }))} />
  )
}
