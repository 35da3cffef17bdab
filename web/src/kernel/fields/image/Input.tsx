import { Button, Upload } from 'antd'
import { UploadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { isMasked } from '@/lib/identity'
import { useUpload } from '../file/upload'
import type { InputProps } from '../types'
import { Picture } from './Picture'

export function Input({ id, field, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation()
  const { busy, send } = useUpload(field, onChange)
  return (
    <span className="row">
      {Boolean(value) && !isMasked(value) && <Picture field={field} value={value} />}
      <Upload showUploadList={false} accept=".png,.jpg,.jpeg" beforeUpload={(file) => { send(file); return false }}>
        <Button id={id} icon={<UploadOutlined />} loading={busy} aria-describedby={describedBy}>{t('form.chooseImage')}</Button>
      </Upload>
      {Boolean(value) && !field.required && <Button type="text" onClick={() => onChange(null)}>{t('common.delete')}</Button>}
    </span>
  )
}
