/** The topics of `docs/help/<language>/<topic>.md`, in the order in which they are listed. */
export const GROUPS = {
  everyday: ['home', 'search', 'lists', 'cells', 'record', 'duplicates', 'jobs', 'account'],
  lending: ['leads', 'customers', 'applications', 'inbox', 'reviews', 'decisions', 'contracts', 'loans', 'collections', 'portfolio', 'quote'],
  building: ['objects', 'layouts', 'pages', 'menu', 'prints', 'forms', 'packages'],
  administration: ['users', 'rights', 'access', 'audit', 'day_end'],
} as const

export type Group = keyof typeof GROUPS
export type Topic = (typeof GROUPS)[Group][number]

/** What the lists and records of an object are about, where that is more than any list and record. */
const OF_OBJECT: Record<string, Topic> = {
  lead: 'leads', party: 'customers', consent: 'customers', application: 'applications', decision: 'decisions', contract: 'contracts', disbursement: 'contracts',
  loan: 'loans', repayment: 'loans', installment: 'loans', collection_case: 'collections', contact: 'collections', promise: 'collections', user: 'users', department: 'users', role_grant: 'users', role: 'rights',
}

/** The topic of a page: of its object where there is one, of a designer that is open in it, or the one its route names. */
export function topicOf(route: Topic | undefined, object: string | undefined, tab: string | undefined): Topic | undefined {
  if (route === 'objects' && tab === 'layout') return 'layouts'
  return (object !== undefined && (route === 'lists' || route === 'record') ? OF_OBJECT[object] : undefined) ?? route
}
