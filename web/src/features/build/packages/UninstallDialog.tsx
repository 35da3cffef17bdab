import { Modal } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { uninstallOutcome, type InstalledPackage } from '@/api/packages'
import { refreshAfter } from '@/api/queries'
import { waits } from '@/api/rights'
import { pick } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { Bones, ErrorState } from '@/ui/states'
import { useBusy } from '@/ui/useBusy'
import { partWords } from './words'

/** What would become of each part, before it is done. */
export function UninstallDialog({ one, onClose }: { one: InstalledPackage; onClose: () => void }) {
  const { t } = useTranslation()
  const [busy, during] = useBusy()
  const { data, error, refetch } = useQuery({ queryKey: ['difference', 'uninstall', one.key], queryFn: () => uninstallOutcome(one.key), staleTime: 0, gcTime: 0 })
  const name = pick(one.label)
  const uninstall = () => during(async () => {
    const result = await runAction('package.uninstall', { key: one.key })
    await refreshAfter('definition.publish')
    if (!waits(result)) tell(t('packages.uninstalled', { name }))
    onClose()
  })
  return (
    <Modal open title={t('packages.uninstallOf', { name })} onCancel={onClose} onOk={() => void uninstall()} okText={t('packages.uninstall')} okButtonProps={{ danger: true, loading: busy, disabled: !data }} width={720}>
      <p className="muted">{t('packages.uninstallHelp')}</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={5} /> : (
        <div className="scroll-x" style={{ maxHeight: 420, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={t('packages.changes')}>
          <table className="sheet">
            <thead><tr><th>{t('packages.part')}</th><th>{t('packages.key')}</th><th>{t('packages.outcome')}</th><th>{t('packages.why')}</th></tr></thead>
            <tbody>{data.map((part) => <tr key={`${part.part}/${part.key}`}><td>{partWords(part.part)}</td><td><code>{part.key}</code></td><td>{t(`packages.outcomes.${part.outcome}`)}</td><td className="wrap muted">{part.why ? pick(part.why) : ''}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </Modal>
  )
}
