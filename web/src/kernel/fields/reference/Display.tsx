import { Link } from '@tanstack/react-router'
import { findObject } from '../../catalog'
import type { DisplayProps } from '../types'
import { knownName, rememberName } from './names'

export function Display({ field, value, label }: DisplayProps) {
  const id = String(value)
  if (label) rememberName(id, label)
  const target = field.target ?? ''
  const words = label ?? knownName(id)
  if (!findObject(target)?.rights.read) return <>{words}</>
  return <Link to="/o/$object/$id" params={{ object: target, id } as never} title={words}>{words}</Link>
}
