import { Button, Upload } from 'antd'
import { UploadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../types'
import { contentUrl, useUpload } from './upload'

/** Sends the file at once and keeps its id. */
export function Input({ id, field, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const { busy, send } = useUpload(field, (kept, called) => { setName(called); onChange(kept) })
  return (
    <span className="row">
      <Upload showUploadList={false} accept=".pdf,.png,.jpg,.jpeg" beforeUpload={(file) => { send(file); return false }}>
        <Button id={id} icon={<UploadOutlined />} loading={busy} aria-describedby={describedBy}>{t('form.chooseFile')}</Button>
      </Upload>
      {Boolean(value) && <a href={contentUrl(value)} target="_blank" rel="noreferrer">{name || t('common.view')}</a>}
      {Boolean(value) && !field.required && <Button type="text" onClick={() => onChange(null)}>{t('common.delete')}</Button>}
    </span>
  )
}
