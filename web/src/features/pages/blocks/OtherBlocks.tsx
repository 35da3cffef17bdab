import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ButtonDef } from '@/api/pages'
import { useObject } from '@/kernel/catalog'
import { CustomButton } from '@/kernel/actions/CustomButton'
import { CreateForm } from '@/kernel/form/CreatePage'
import { pick } from '@/lib/i18n'
import { EmptyState } from '@/ui/states'
import { filled, filledAll, filledFilter, type ParameterValues } from '../parameters'
import type { BlockProps } from './types'

/** The form that creates a record; ready for the next one after each. */
export function FormBlock({ block, values }: BlockProps) {
  const object = useObject(block.object)
  const [made, setMade] = useState(0)
  const presets = useMemo(() => filledAll(block.presets, values), [block.presets, values])
  if (!object) return null
  return <div className="block-pad block-form"><CreateForm key={`${made}:${JSON.stringify(presets)}`} object={object} presets={presets} onDone={() => setMade(made + 1)} /></div>
}

function settled(button: ButtonDef, values: ParameterValues): ButtonDef {
  const record = filled(button.record, values)
  return { ...button, values: filledAll(button.values, values), params: filledAll(button.params, values), filter: filledFilter(button.filter, values), record: typeof record === 'string' ? record : undefined }
}

export function ButtonsBlock({ block, values }: BlockProps) {
  const { t } = useTranslation()
  const buttons = block.buttons ?? []
  if (buttons.length === 0) return <EmptyState title={t('pages.noButtons')} tight />
  return <div className="block-pad row row-wrap">{buttons.map((one, at) => <CustomButton key={at} button={settled(one, values)} main={at === 0} />)}</div>
}

/** Another site, kept from reaching out of its frame. */
export function FrameBlock({ block, height }: BlockProps) {
  const { t } = useTranslation()
  if (!/^https:\/\/[^/]+\.[^/]+/.test(block.url ?? '')) return <EmptyState title={t('pages.noAddress')} tight />
  return <iframe className="block-frame" title={pick(block.title) || t('pages.kinds.frame')} src={block.url} height={height} loading="lazy" referrerPolicy="no-referrer" sandbox="allow-scripts allow-forms allow-popups allow-same-origin" />
}
