import { Button } from 'antd'
import { EyeOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { useMe } from '../catalog'
import { stopPreview } from './preview'
import './rights.css'

/** Says that the app is seen as somebody else, and ends it. */
export function PreviewBanner() {
  const { t } = useTranslation()
  const me = useMe()
  if (!me.preview) return null
  const roles = listWords(me.user.roles.map((role) => pick(role.label)))
  return (
    <div className="preview-banner" role="status">
      <EyeOutlined /> <span className="grow">{t(me.preview.role ? 'preview.asRole' : 'preview.asUser', { name: me.user.name, roles, by: me.preview.by })}</span>
      <Button size="small" onClick={() => void stopPreview()}>{t('preview.stop')}</Button>
    </div>
  )
}
