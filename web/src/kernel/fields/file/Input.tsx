import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileButton } from '@/ui/FileButton'
import type { InputProps } from '../types'
import { contentUrl, useUpload } from './upload'

/** Sends the file at once and keeps its id. */
export function Input({ id, field, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const { busy, send } = useUpload(field, (kept, called) => { setName(called); onChange(kept) })
  return (
    <span className="row">
      <FileButton id={id} label={t('form.chooseFile')} accept=".pdf,.png,.jpg,.jpeg" loading={busy} aria-describedby={describedBy} onFile={send} />
      {Boolean(value) && <a href={contentUrl(value)} target="_blank" rel="noreferrer">{name || t('common.view')}</a>}
      {Boolean(value) && !field.required && <Button type="text" onClick={() => onChange(null)}>{t('common.delete')}</Button>}
    </span>
  )
}
