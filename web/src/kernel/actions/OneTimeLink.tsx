import { Button, Input } from 'antd'
import { CopyOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '@/lib/dates'
import { tell } from '@/ui/notify'

/** A link that is shown this once, to be handed over. */
export function OneTimeLink({ link, expires }: { link: string; expires: string }) {
  const { t } = useTranslation()
  const whole = `${window.location.origin}${link}`
  const copy = () => void navigator.clipboard.writeText(whole).then(() => tell(t('common.copied')))
  return (
    <>
      <p>{t('link.why', { at: formatInstant(expires) })}</p>
      <div className="row" style={{ marginTop: 12 }}>
        <Input readOnly value={whole} aria-label={t('link.title')} onFocus={(e) => e.target.select()} />
        <Button icon={<CopyOutlined />} onClick={copy}>{t('common.copy')}</Button>
      </div>
    </>
  )
}
