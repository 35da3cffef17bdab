import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerGuide } from './answer'

/** Offers the guide once; it stands above the page and covers nothing. */
export function GuideOffer({ guide, onStart }: { guide: string; onStart: () => void }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const decline = async () => { setBusy(true); await answerGuide(guide, 'declined'); setBusy(false) }
  return (
    <section className="guide-offer" aria-label={t('guide.title')}>
      <span className="grow">{t('guide.offer')}</span>
      <Button size="small" type="primary" onClick={onStart}>{t('guide.start')}</Button>
      <Button size="small" type="text" loading={busy} onClick={() => void decline()}>{t('guide.decline')}</Button>
    </section>
  )
}
