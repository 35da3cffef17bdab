import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { RecordRow } from '@/api/types'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { readDraft, writeDraft } from '@/lib/storage'
import { problemWords, tell } from '@/ui/notify'

type Outcome = 'approve' | 'reject'
const said: Record<Outcome, string> = { approve: 'inbox.approved', reject: 'inbox.rejected' }

/** The opinion and the decision; a rejection needs its reason. */
export function DecideBar({ task, title, onCompleted }: { task: RecordRow; title: string; onCompleted: () => void }) {
  const { t } = useTranslation()
  const keyOf = useActionKey()
  const draft = `opinion:${task.id}`
  const [opinion, setOpinion] = useState(() => readDraft<string>(draft) ?? '')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState<Outcome | null>(null)
  const write = (text: string) => { setOpinion(text); setFault(''); writeDraft(draft, text || null) }

  const decide = async (outcome: Outcome) => {
    if (outcome === 'reject' && !opinion.trim()) {
      setFault(t('inbox.opinionNeeded'))
      document.getElementById('opinion')?.focus()
      return
    }
    setBusy(outcome)
    setFault('')
    try {
      const input = { task_id: task.id, outcome, opinion: opinion.trim() }
      await runAction('task.complete', input, keyOf(input))
      writeDraft(draft, null)
      tell(t(said[outcome], { title }))
      onCompleted()
      await refreshAfter('task.complete')
    } catch (error) {
      setFault(problemWords(error))
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className="case-foot">
      <div className="row row-wrap" style={{ gap: 4 }}>
        <label htmlFor="opinion" style={{ fontWeight: 500 }}>{t('inbox.opinion')}</label>
        <span className="muted small">{t('inbox.opinionHelp')}</span>
        <span className="grow" />
        <div className="phrases" role="group" aria-label={t('inbox.phrases')}>
          {[1, 2, 3, 4].map((n) => <Button key={n} size="small" onClick={() => write(t(`inbox.phrase${n}`))}>{t(`inbox.phrase${n}`).replace(/[。.]$/, '')}</Button>)}
        </div>
      </div>
      <Input.TextArea id="opinion" value={opinion} onChange={(e) => write(e.target.value)} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1000} status={fault ? 'error' : ''} aria-describedby="opinion-fault"
        onKeyDown={(e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void decide('approve') }} />
      <div className="row">
        <p id="opinion-fault" className="grow tone-bad small" role={fault ? 'alert' : undefined}>{fault}</p>
        <Button danger loading={busy === 'reject'} disabled={busy !== null} onClick={() => void decide('reject')}>{t('inbox.reject')}</Button>
        <Button type="primary" loading={busy === 'approve'} disabled={busy !== null} onClick={() => void decide('approve')}>{t('inbox.approve')}</Button>
      </div>
    </div>
  )
}
