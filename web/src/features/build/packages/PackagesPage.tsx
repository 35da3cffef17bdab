import { Button } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CONFIGURATION_URL, packagesQuery, previewPackage, type InstalledPackage, type Preview } from '@/api/packages'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { useCan } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { FileButton } from '@/ui/FileButton'
import { tellProblem } from '@/ui/notify'
import { Bones, ErrorState } from '@/ui/states'
import { ExportDialog } from './ExportDialog'
import { InstallDialog } from './InstallDialog'
import { SamplesDialog } from './SamplesDialog'
import { UninstallDialog } from './UninstallDialog'

const PARTS = ['objects', 'fields', 'definitions', 'roles'] as const

/** What is installed; packages are brought as a zip, taken along as one, and taken out. */
export function PackagesPage() {
  const { t } = useTranslation()
  const can = useCan()
  const { data, error, refetch } = useQuery(packagesQuery)
  const [brought, setBrought] = useState<{ zip: Blob; preview: Preview } | null>(null)
  const [exporting, setExporting] = useState(false)
  const [clearing, setClearing] = useState<InstalledPackage | null>(null)
  const [leaving, setLeaving] = useState<InstalledPackage | null>(null)
  const bring = async (zip: Blob) => {
    try {
      setBrought({ zip, preview: await previewPackage(zip) })
    } catch (fault) {
      tellProblem(fault)
    }
  }
  return (
    <div className="page">
      <div className="page-head" data-guide="page-head">
        <h1 className="grow" style={{ minWidth: 'max-content' }}>{t('packages.title')}</h1>
        <Button href={CONFIGURATION_URL} download>{t('environment.exportAll')}</Button>
        <Button icon={<DownloadOutlined />} onClick={() => setExporting(true)}>{t('packages.export')}</Button>
        <FileButton type="primary" label={t('packages.bring')} accept=".zip" onFile={(file) => void bring(file)} />
      </div>
      <p className="muted" style={{ marginBottom: 12 }}>{t('packages.help')}</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={5} /> : (
        <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('packages.title')}>
          <table className="sheet">
            <thead><tr><th>{t('packages.name')}</th><th>{t('packages.key')}</th><th className="right">{t('packages.version')}</th><th>{t('packages.brought')}</th><th>{t('samples.title')}</th><th>{t('packages.since')}</th><th><span className="visually-hidden">{t('common.more')}</span></th></tr></thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={one.key}>
                  <td>{pick(one.label)}</td><td><code>{one.key}</code></td><td className="right num">{one.version}</td>
                  <td>{listWords(PARTS.filter((part) => one.parts[part] > 0).map((part) => t(`packages.count.${part}`, { count: one.parts[part] })))}</td>
                  <td>
                    {one.samples.present > 0 ? <span className="row">{t('samples.present', { count: one.samples.present })}{can('package.remove_samples') && <Button size="small" onClick={() => setClearing(one)}>{t('samples.remove')}</Button>}</span>
                      : one.samples.offered > 0 && <ActionButton size="small" name="package.add_samples" fixed={{ key: one.key }} />}
                  </td>
                  <td>{formatInstant(one.installed_at)}</td>
                  <td className="right">{can('package.uninstall') && one.key !== 'base' && <Button size="small" danger onClick={() => setLeaving(one)}>{t('packages.uninstall')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {brought && <InstallDialog {...brought} onClose={() => setBrought(null)} />}
      {exporting && <ExportDialog onClose={() => setExporting(false)} />}
      {clearing && <SamplesDialog one={clearing} onClose={() => setClearing(null)} />}
      {leaving && <UninstallDialog one={leaving} onClose={() => setLeaving(null)} />}
    </div>
  )
}
