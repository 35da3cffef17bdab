import { Button, Input, QRCode } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { linkQuery } from '@/api/papers'
import { tell, tellProblem } from '@/ui/notify'

/** The link of a form as text and QR code, whether it is open, and how many answers came in. */
export function LinkPanel({ formKey, published }: { formKey: string; published: boolean }) {
  const { t } = useTranslation()
  const { data, refetch } = useQuery(linkQuery(formKey))
  const code = useRef<HTMLDivElement>(null)
  const run = async (name: string, input: Record<string, unknown> = {}) => {
    try {
      await runAction(name, { key: formKey, ...input })
      await refetch()
    } catch (error) {
      tellProblem(error)
    }
  }
  const address = data?.token ? `${window.location.origin}/f/${data.token}` : ''
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      tell(t('papers.copied'))
    } catch (error) {
      tellProblem(error)
    }
  }
  const download = () => {
    const svg = code.current?.querySelector('svg')
    if (!svg) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }))
    link.download = `${formKey}.svg`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div className="stack-tight">
      <h3>{t('papers.link')}</h3>
      {!published && <p className="muted">{t('papers.publishFirst')}</p>}
      {data && <p>{data.token && <span className={`status ${data.active ? 'ok' : 'none'}`}>{t(data.active ? 'papers.on' : 'papers.off')}</span>} {t('papers.received', { n: data.submissions })}</p>}
      {address && data?.active && (
        <>
          <div ref={code} className="qr"><QRCode type="svg" value={address} size={204} marginSize={4} bordered={false} color="#000" bgColor="#fff" /></div>
          <Input readOnly value={address} aria-label={t('papers.link')} onFocus={(event) => event.target.select()} />
          <Button onClick={() => void copy()}>{t('papers.copy')}</Button>
          <Button onClick={download}>{t('papers.download')}</Button>
          <Button onClick={() => void run('external_form.open', { renew: true })}>{t('papers.renew')}</Button>
        </>
      )}
      {published && (data?.active ? <Button danger onClick={() => void run('external_form.close')}>{t('papers.close')}</Button> : <Button type="primary" onClick={() => void run('external_form.open')}>{t('papers.openForm')}</Button>)}
    </div>
  )
}
