import { Button, Upload } from 'antd'
import { UploadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '@/api/client'
import { tellProblem } from '@/ui/notify'
import type { InputProps } from '../types'

/** Sends the file at once and keeps its id. */
export function Input({ id, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (file: File) => {
    const body = new FormData()
    body.append('file', file)
    setBusy(true)
    try {
      const stored = await call<{ id: string; name: string }>('POST', '/files', { body })
      setName(stored.name)
      onChange(stored.id)
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Upload showUploadList={false} beforeUpload={(file) => { void send(file); return false }}>
      <Button id={id} icon={<UploadOutlined />} loading={busy} aria-describedby={describedBy}>{value ? name || t('common.view') : t('form.chooseFile')}</Button>
    </Upload>
  )
}
