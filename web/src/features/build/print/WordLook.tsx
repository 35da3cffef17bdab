import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PrintLook } from '@/api/papers'
import { saveWord } from './word'

/** A Word template filled with a record: its texts, and the file. */
export function WordLook({ look, name }: { look: PrintLook; name: string }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="word-look-head">
        <Button type="primary" onClick={() => saveWord(look.document ?? '', name)}>{t('papers.word.filled')}</Button>
        <span className="muted small">{t('papers.word.onlyText')} {t(look.forms?.includes('pdf') ? 'papers.word.withPdf' : 'papers.word.noPdf')}</span>
      </div>
      <div className="word-look">
        {look.texts?.map((one, n) => one.rows
          ? <table key={n} className="sheet"><tbody>{one.rows.map((row, y) => <tr key={y}>{row.map((cell, x) => <td key={x}>{cell}</td>)}</tr>)}</tbody></table>
          : <p key={n}>{one.text}</p>)}
      </div>
    </>
  )
}
