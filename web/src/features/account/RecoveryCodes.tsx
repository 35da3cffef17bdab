import { Button } from 'antd'
import { CopyOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { tell } from '@/ui/notify'

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{t('account.codesWhy')}</p>
      <ol className="recovery-codes" aria-label={t('account.codes')}>{codes.map((one) => <li key={one}><code>{one}</code></li>)}</ol>
      <div><Button icon={<CopyOutlined />} onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => tell(t('common.copied')))}>{t('common.copy')}</Button></div>
    </div>
  )
}
