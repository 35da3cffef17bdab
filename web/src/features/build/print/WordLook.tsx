import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PrintLook } from '@/api/papers'
import { pick } from '@/lib/i18n'
import { saveWord } from './word'

/** A Word template filled with a record: the pages of its PDF, or its texts where LibreOffice makes that; what it lacks; and the file. */
export function WordLook({ look, name }: { look: PrintLook; name: string }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="word-look-head">
        <Button type="primary" onClick={() => saveWord(look.document ?? '', name)}>{t('papers.word.filled')}</Button>
        <span className="muted small">{t(look.exact ? 'papers.word.onlyText' : 'papers.word.pages')}</span>
      </div>
      {look.notes?.map((note) => <div key={note.zh} className="status warn word-note" role="note">{pick(note)}</div>)}
      {look.pages.map((page, n) => <img key={n} src={`data:image/png;base64,${page}`} alt={t('papers.page', { n: n + 1 })} />)}
      {look.exact && (
        <div className="word-look">
          {look.texts?.map((one, n) => one.rows
            ? <table key={n} className="sheet"><tbody>{one.rows.map((row, y) => <tr key={y}>{row.map((cell, x) => <td key={x}>{cell}</td>)}</tr>)}</tbody></table>
            : <p key={n}>{one.text}</p>)}
        </div>
      )}
    </>
  )
}
