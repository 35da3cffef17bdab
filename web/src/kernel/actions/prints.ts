import { useQuery } from '@tanstack/react-query'
import { makePrint, printsQuery, type PrintForm } from '@/api/papers'
import { apiUrl } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ObjectDef } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { tell, tellProblem } from '@/ui/notify'

/** The print templates of an object as entries of a menu: a few records open or are downloaded, many are made by a job. */
export function usePrints(object: ObjectDef): (ids: string[]) => { key: string; label: string; onClick: () => void }[] {
  const { data } = useQuery({ ...printsQuery(object.key), enabled: object.rights.read })
  return (ids) => (data?.items ?? []).flatMap((one) => one.forms.map((form) => ({ key: `print-${one.key}-${form}`, label: say(one.forms[0] === 'docx' ? `papers.printAs.${form}` : 'papers.printOf', { name: pick(one.label) }), onClick: () => void print(one.key, ids, form) })))
}

async function print(key: string, ids: string[], form: PrintForm) {
  // Opened at once: a window that comes after an answer is stopped by browsers.
  const tab = ids.length <= 5 && form === 'pdf' ? window.open('', '_blank') : null
  try {
    const made = await makePrint(key, ids, form)
    if (made.file_id && tab) tab.location.href = apiUrl(`/files/${made.file_id}/content`)
    else if (made.file_id) window.location.assign(apiUrl(`/files/${made.file_id}/content`))
    else { await refreshAfter('print'); tell(say('papers.printing', { count: ids.length })) }
  } catch (error) {
    tab?.close()
    tellProblem(error)
  }
}
