import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isMasked } from '@/lib/identity'
import { useUpload } from '../file/upload'
import { Picture } from '../image/Picture'
import type { InputProps } from '../types'
import { clearStrokes, drawOn } from './strokes'

/** Signed by hand inside a frame, kept as a picture. */
export function Input({ id, field, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation()
  const [signing, setSigning] = useState(false)
  const [left, setLeft] = useState(false)
  const { busy, send } = useUpload(field, (kept) => { leave(); onChange(kept) })
  // The keyboard goes on where the pad was.
  const leave = () => { setSigning(false); setLeft(true) }
  if (signing) return <Pad id={id} busy={busy} describedBy={describedBy} onKeep={send} onCancel={leave} />
  const signed = Boolean(value) && !isMasked(value)
  return (
    <span className="row">
      {signed && <Picture field={field} value={value} />}
      <Button id={id} onClick={() => setSigning(true)} autoFocus={left} aria-describedby={describedBy}>{t(signed ? 'form.signAgain' : 'form.sign')}</Button>
      {signed && !field.required && <Button type="text" onClick={() => onChange(null)}>{t('common.delete')}</Button>}
    </span>
  )
}

interface PadProps { id: string; busy: boolean; describedBy?: string; onKeep: (file: File) => void; onCancel: () => void }

function Pad({ id, busy, describedBy, onKeep, onCancel }: PadProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  useEffect(() => (canvas.current ? drawOn(canvas.current, () => setDrawn(true)) : undefined), [])
  const clear = () => { if (canvas.current) clearStrokes(canvas.current); setDrawn(false) }
  const keep = () => canvas.current?.toBlob((blob) => { if (blob) onKeep(new File([blob], 'signature.png', { type: 'image/png' })) }, 'image/png')
  return (
    <div>
      <canvas ref={canvas} id={id} className="signature-pad" role="img" aria-label={t('form.signHere')} aria-describedby={describedBy} />
      <span className="row" style={{ marginTop: 4 }}>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button onClick={clear} disabled={!drawn}>{t('form.signClear')}</Button>
        <Button type="primary" onClick={keep} disabled={!drawn} loading={busy}>{t('form.signKeep')}</Button>
      </span>
    </div>
  )
}
