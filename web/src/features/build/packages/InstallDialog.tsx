import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/client'
import { installPackage, type PartChange, type Preview } from '@/api/packages'
import { refreshAfter } from '@/api/queries'
import { waits } from '@/api/rights'
import { useCan } from '@/kernel/catalog'
import { tell, tellProblem } from '@/ui/notify'
import { useBusy } from '@/ui/useBusy'
import { Changes } from '../designer/Differences'
import { toldBy } from '../designer/told'
import { partWords } from './words'

const ORDER = ['conflict', 'added', 'changed', 'withdrawn', 'kept', 'same'] as const
const TONES: Record<PartChange['change'], string> = { conflict: 'bad', added: 'ok', changed: 'wait', withdrawn: 'warn', kept: 'none', same: 'none' }

const nameOf = (one: PartChange) => `${one.part}/${one.key}`

/** One part; what differs in it is shown below it in words. */
function PartRow({ one, taken, onTake }: { one: PartChange; taken: boolean; onTake: (yes: boolean) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const told = toldBy(t('packages.where', { returnObjects: true }) as Record<string, string>)
  return (
    <>
      <tr>
        <td>{partWords(one.part)}</td><td><code>{one.key}</code></td>
        <td>
          <span className={`status ${TONES[one.change]}`}>{t(`packages.changed.${one.change}`)}</span>
          {one.differences.length > 0 && <Button size="small" type="link" aria-expanded={open} aria-label={`${partWords(one.part)} ${one.key} ${t('packages.differences', { count: one.differences.length })}`} onClick={() => setOpen(!open)}>{t('packages.differences', { count: one.differences.length })}</Button>}
        </td>
        <td>{one.change === 'conflict' && <Checkbox checked={taken} onChange={(event) => onTake(event.target.checked)}>{t('packages.take')}</Checkbox>}</td>
      </tr>
      {open && <tr><td colSpan={4} className="wrap"><Changes told={one.differences.map(told)} /></td></tr>}
    </>
  )
}

/** What the package would do, part by part; a conflict keeps what is here unless the package's is taken. */
export function InstallDialog({ zip, preview, onClose }: { zip: Blob; preview: Preview; onClose: () => void }) {
  const { t } = useTranslation()
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const [withdraw, setWithdraw] = useState(false)
  const [samples, setSamples] = useState(false)
  const can = useCan()
  const [faults, setFaults] = useState<ApiProblem['errors']>([])
  const [busy, during] = useBusy((error) => {
    if (error instanceof ApiProblem && error.errors.length > 0) setFaults(error.errors)
    else tellProblem(error)
  })
  const shown = preview.changes.filter((one) => one.change !== 'same')
  const same = preview.changes.length - shown.length
  const withdrawn = preview.changes.some((one) => one.change === 'withdrawn')
  const sorted = [...shown].sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change))
  const take = (name: string, yes: boolean) => { const next = new Set(taken); if (yes) next.add(name); else next.delete(name); setTaken(next) }
  const install = async () => {
    setFaults([])
    await during(async () => {
      const { result } = await installPackage(zip, [...taken], withdraw, samples)
      await refreshAfter('definition.publish')
      if (!waits(result)) tell(t(result.roles_wait ? 'packages.rolesWait' : 'packages.installed', { name: preview.package, ...result }))
      onClose()
    })
  }
  return (
    <Modal open title={t('packages.previewOf', { name: preview.package, n: preview.version })} onCancel={onClose} onOk={() => void install()} okText={t('packages.install')} okButtonProps={{ loading: busy }} width={760}>
      {faults.length > 0 && (
        <Alert type="error" showIcon style={{ marginBottom: 12 }} title={t('packages.faulty', { count: faults.length })} description={
          <ul style={{ maxHeight: 200, overflowY: 'auto', margin: 0 }}>{faults.map((fault, at) => <li key={at}><code>{fault.pointer?.replace('/files/', '')}</code> {fault.message}</li>)}</ul>
        } />
      )}
      <p className="muted">{t(shown.length === 0 ? 'packages.nothing' : 'packages.sameCount', { count: same })}</p>
      {sorted.length > 0 && (
        <div className="scroll-x" style={{ maxHeight: 420, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={t('packages.changes')}>
          <table className="sheet">
            <thead><tr><th>{t('packages.part')}</th><th>{t('packages.key')}</th><th>{t('packages.change')}</th><th>{t('packages.choice')}</th></tr></thead>
            <tbody>
              {sorted.map((one) => <PartRow key={nameOf(one)} one={one} taken={taken.has(nameOf(one))} onTake={(yes) => take(nameOf(one), yes)} />)}
            </tbody>
          </table>
        </div>
      )}
      {withdrawn && <Checkbox style={{ marginTop: 12 }} checked={withdraw} onChange={(event) => setWithdraw(event.target.checked)}>{t('packages.withdraw')}</Checkbox>}
      {preview.samples > 0 && can('package.add_samples') && <p style={{ marginTop: 12 }}><Checkbox checked={samples} onChange={(event) => setSamples(event.target.checked)}>{t('samples.with', { n: preview.samples })}</Checkbox></p>}
    </Modal>
  )
}
