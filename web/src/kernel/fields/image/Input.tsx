import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isMasked } from '@/lib/identity'
import { FileButton } from '@/ui/FileButton'
import { useUpload } from '../file/upload'
import type { InputProps } from '../types'
import { Picture } from './Picture'

export function Input({ id, field, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation()
  const { busy, send } = useUpload(field, onChange)
  return (
    <span className="row">
      {Boolean(value) && !isMasked(value) && <Picture field={field} value={value} />}
      <FileButton id={id} label={t('form.chooseImage')} accept=".png,.jpg,.jpeg" loading={busy} aria-describedby={describedBy} onFile={send} />
      {Boolean(value) && !field.required && <Button type="text" onClick={() => onChange(null)}>{t('common.delete')}</Button>}
    </span>
  )
}
