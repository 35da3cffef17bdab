import { Button, type ButtonProps } from 'antd'
import { UploadOutlined } from '@ant-design/icons'
import { useRef } from 'react'

interface Props extends Omit<ButtonProps, 'onClick' | 'children'> { label: string; accept?: string; multiple?: boolean; onFile: (file: File) => void }

/** A button that takes files, chosen or dropped on it; the focus stays on it. */
export function FileButton({ label, accept, multiple, onFile, ...rest }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => { for (const file of [...(files ?? [])].slice(0, multiple ? undefined : 1)) onFile(file) }
  return (
    <>
      <Button icon={<UploadOutlined />} {...rest} onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); take(event.dataTransfer.files) }}>{label}</Button>
      {/* Emptied, so that the same file can be chosen again. */}
      <input ref={input} type="file" hidden aria-label={label} accept={accept} multiple={multiple} onChange={(event) => { take(event.target.files); event.target.value = '' }} />
    </>
  )
}
