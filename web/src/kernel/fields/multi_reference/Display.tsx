import { Fragment } from 'react'
import { say } from '@/lib/i18n'
import { Display as One } from '../reference/Display'
import type { DisplayProps } from '../types'
import { namesOf } from './names'

/** The records by name, each leading to its page where every name is known. */
export function Display({ field, value, label }: DisplayProps) {
  const ids = Array.isArray(value) ? (value as string[]) : []
  const names = namesOf(ids, label)
  if (!names) return <>{label}</>
  return <>{ids.map((id, at) => <Fragment key={id}>{at > 0 && say('marks.list')}<One field={field} value={id} label={names[at]} /></Fragment>)}</>
}
