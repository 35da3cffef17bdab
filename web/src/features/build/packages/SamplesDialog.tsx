import { Checkbox, Modal } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { samplesOutcome, type InstalledPackage, type Kept } from '@/api/packages'
import { refreshAfter } from '@/api/queries'
import { findObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { Bones, ErrorState } from '@/ui/states'
import { useBusy } from '@/ui/useBusy'

/** How many sample records go, and which stay and why, before any does; what stays may be chosen to go as well. */
export function SamplesDialog({ one, onClose }: { one: InstalledPackage; onClose: () => void }) {
  const { t } = useTranslation()
  const [also, setAlso] = useState<ReadonlySet<string>>(new Set())
  const [busy, during] = useBusy()
  const { data, error, refetch } = useQuery({ queryKey: ['difference', 'samples', one.key], queryFn: () => samplesOutcome(one.key), staleTime: 0, gcTime: 0 })
  const choose = (id: string, yes: boolean) => { const next = new Set(also); if (yes) next.add(id); else next.delete(id); setAlso(next) }
  const remove = () => during(async () => {
    const { removed, kept } = await runAction<{ removed: number; kept: Kept[] }>('package.remove_samples', { key: one.key, also: [...also] })
    await refreshAfter('package.remove_samples')
    tell(t(kept.length > 0 ? 'samples.removedBut' : 'samples.removed', { count: removed, kept: kept.length }))
    onClose()
  })
  const going = (data?.removed ?? 0) + also.size
  return (
    <Modal open title={t('samples.removeOf', { name: pick(one.label) })} onCancel={onClose} onOk={() => void remove()} okText={t('samples.remove')} okButtonProps={{ danger: true, loading: busy, disabled: going === 0 }} width={640}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={4} /> : (
        <>
          <p>{t('samples.going', { count: going })}</p>
          {data.kept.length > 0 && (
            <div className="scroll-x" style={{ maxHeight: 360, overflowY: 'auto', marginTop: 12 }} tabIndex={0} role="region" aria-label={t('samples.kept')}>
              <table className="sheet">
                <thead><tr><th>{t('samples.kept')}</th><th>{t('packages.why')}</th><th>{t('packages.choice')}</th></tr></thead>
                <tbody>{data.kept.map((kept) => (
                  <tr key={kept.id}>
                    <td className="wrap">{pick(findObject(kept.object)?.label) || kept.object} {kept.title ?? `…${kept.id.slice(-6)}`}</td><td className="wrap muted">{pick(kept.why)}</td>
                    <td><Checkbox checked={also.has(kept.id)} onChange={(event) => choose(kept.id, event.target.checked)}>{t('samples.also')}</Checkbox></td>
                  </tr>
                ))}</tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Modal>
  )
}
