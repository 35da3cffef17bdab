import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { ActionSpec, ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { useCan, useCatalog } from '../catalog'
import { ActionDialog } from './ActionDialog'

/** Actions of an object that need no record (user.create): buttons above its list. */
export function ObjectActions({ object }: { object: ObjectDef }) {
  const { actions } = useCatalog()
  const can = useCan()
  const [open, setOpen] = useState<ActionSpec | null>(null)
  const offered = actions.filter((a) => a.name.startsWith(`${object.key}.`) && !a.record_key && can(a.name))
  return (
    <>
      {offered.map((a) => <Button key={a.name} type="primary" data-guide="create" icon={<PlusOutlined />} onClick={() => setOpen(a)}>{pick(a.label)}</Button>)}
      {open && <ActionDialog action={open} onClose={() => setOpen(null)} />}
    </>
  )
}
