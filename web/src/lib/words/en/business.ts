import type { zhBusiness } from '../zh/business'
import type { WithOne } from '../plural'

export const enBusiness: WithOne<typeof zhBusiness> = {
  inbox: {
    title: 'Approvals', none: 'No tasks. New approvals appear here.', choose: 'Choose one on the left', approve: 'Approve', reject: 'Reject', submit: 'Submit', claim: 'Claim', opinion: 'Opinion', opinionHelp: 'Required to reject',
    opinionNeeded: 'A rejection needs an opinion', phrases: 'Phrases', phrase1: 'Documents complete, approved.', phrase2: 'Income and debts verified, approved.', phrase3: 'Too much debt, rejected.', phrase4: 'Documents not genuine, rejected.',
    approved: 'Approved “{{title}}”', rejected: 'Rejected “{{title}}”', submitted: 'Submitted “{{title}}”', claimed: 'Claimed “{{title}}”', next: 'Next one opened: {{title}}', allDone: 'All done',
    facts: 'Application', earlier: 'Other applications of this customer', noEarlier: 'No other applications', list: 'Task list', openSubject: 'Open the full page', mine: 'Mine', all: 'All', done: 'Done', gone: 'This task has been completed.', toFill: 'To fill in', toCheck: 'For reference', changedTo: 'Somebody changed it to “{{value}}”: compare', staleForm: 'Somebody has just changed the record. Compare, then submit again.', backToList: 'Back to the list',
  },
  reviews: {
    title: 'Reviews', list: 'List of reviews', waiting: 'Waiting', decided: 'Decided', rules: 'Rules', none: 'Nothing waits for you. Payments, rights and the like that others ask for appear here.', noneDecided: 'Nothing has been decided yet.', choose: 'Choose one on the left', mine: 'Asked by me', until: 'expires {{when}}',
    status: { waiting: 'Waiting', approved: 'Approved', refused: 'Refused', withdrawn: 'Withdrawn', expired: 'Expired' },
    askedBy: '{{name}} asked on {{at}}; good until {{until}}', facts: 'Contents of the request', openRecord: 'Open the record', decidedBy: '{{name}} decided on {{at}}: {{opinion}}', ownHelp: 'Another person with the right lets it run; you may withdraw it.', approve: 'Approve and run', refuse: 'Refuse', withdraw: 'Withdraw',
    asked: 'Sent to a second person: it runs once somebody else with the right approves it under “Reviews”', alone: 'This installation works without a second person: one person pays out and gives rights alone. Only for trying out', rulesHelp: 'Which actions need a second person. A change of a rule needs one as well.', find: 'Find an action', action: 'Action', when: 'Second person', setRule: 'Set',
    mode: { always: 'Always', never: 'Not needed', declared: 'By its contents (as installed)', amount: 'From {{amount}} on' },
  },
  decision: {
    title: 'Decision', none: 'No decision yet. The rules give one after submission.', outcome: { approve: 'Approve suggested', refer: 'Manual review suggested', decline: 'Decline suggested' }, score: 'Score', band: 'Band', reasons: 'Rules', hit: 'hit', notHit: 'not hit',
    lines: 'Score lines', characteristic: 'Characteristic', value: 'Value', points: 'Points', base: 'Base score', sum: 'Sum', facts: 'Facts used', noneHit: 'No rule was hit', explain: 'The score is the base score plus the points; the rules that were hit decide the outcome.',
  },
  documents: {
    title: 'Documents', none: 'No documents yet. Contracts, papers and statements go here.', upload: 'Upload a file', uploaded: 'Uploaded “{{name}}”', preview: 'Preview', tooBig: 'The file is larger than 20 MB: make it smaller first',
  },
  process: {
    title: 'Process', none: 'Not in a process yet.', history: 'History', version: 'version {{n}}', now: 'now', status: { running: 'Running', completed: 'Completed', rejected: 'Rejected', canceled: 'Canceled' },
    outcome: { approve: 'approved', reject: 'rejected', submit: 'submitted', approved: 'approved', rejected: 'rejected', submitted: 'submitted', completed: 'completed' },
    graph: 'Process graph: passed {{path}}; now at {{current}}',
  },
  loan: {
    position: 'Position', asOf: 'As of', today: 'Today', outstanding: 'Outstanding principal', accrued: 'Accrued interest', overdue: 'Overdue with penalty', penalty: 'Penalty', credit: 'Credit balance', dpd: 'Days past due', bucket: 'Bucket', classification: 'Classification',
    payoff: 'Payoff amount', nextDue: 'Next due', days: '{{count}} days', days_one: '1 day',
    class: { normal: 'Normal', special_mention: 'Special mention', substandard: 'Substandard', doubtful: 'Doubtful', loss: 'Loss' },
    explainTitle: 'How the payoff amount is computed', explainDay: 'The items as of {{date}} are added: outstanding principal plus interest, fees and penalties to that day, less the credit balance.', overdueFee: 'Fees due', overdueInterest: 'Interest due', compound: 'Compound interest', other: 'Other (by product, such as a prepayment fee)', sum: 'Total',
    schedule: 'Schedule', number: 'No.', dueDate: 'Due date', principal: 'Principal', interest: 'Interest', fee: 'Fee', payment: 'Payment', balance: 'Balance', paid: 'Paid', status: 'Status',
    statusOf: { upcoming: 'Upcoming', due: 'Due', overdue: 'Overdue', paid: 'Paid' }, total: 'Total',
    rates: 'Annual rates', nominal: 'Nominal', effective: 'Effective', xirr: 'XIRR', daily: 'Daily rate', rateExplain: 'Nominal = internal rate per period × periods a year; effective = (1 + internal rate)^periods − 1; XIRR discounts by actual dates. All of them include every charge the borrower pays (PBOC notice 2021 no. 3).',
    transactions: 'Transactions', noTransactions: 'No transactions yet.', valueDate: 'Value date', bookingDate: 'Booking date', kind: 'Kind', amount: 'Amount', allocation: 'Allocation', reversed: 'reversed', reference: 'Reference',
    journal: 'Journal', noJournal: 'No journal entries yet.', account: 'Account', debit: 'Debit', credit2: 'Credit', event: 'Event', journalOf: { disbursed: 'Disbursed', repaid: 'Repaid', settled_early: 'Settled early', charged: 'Charged', waived: 'Waived', reversed: 'Reversed', accrued: 'Accrued', accrual_adjusted: 'Accrual adjusted', fell_due: 'Fell due', credit_used: 'Credit used' }, component: { principal: 'principal', interest: 'interest', fee: 'fee', penalty: 'penalty', compound: 'compound', credit: 'credit' },
  },
  quote: {
    title: 'Loan calculator', principal: 'Loan amount', annual_rate: 'Annual rate', repayment_method: 'Repayment method', periods: 'Installments', period_unit: 'Period', start_date: 'Disbursed on', first_due_date: 'First due date', day_count: 'Day count', rounding: 'Rounding', principal_grace_periods: 'Principal grace periods',
    holiday_rule: 'On holidays', run: 'Calculate', more: 'More settings', less: 'Fewer settings', result: 'Result', empty: 'Fill in the terms and calculate: installments and annual rates appear here.', per: 'Each installment', first: 'First installment', totalInterest: 'Total interest', totalPayment: 'Total payment', feeAmount: 'Fee', feeTiming: 'Fee taken', feeHelp: 'counts into the annual rate',
    method: { equal_installment: 'Equal installment', equal_principal: 'Equal principal', interest_first: 'Interest first', bullet: 'Bullet', flat: 'Flat' }, unit: { month: 'Month', week: 'Week', day: 'Day' }, timing: { upfront: 'at disbursement', per_period: 'every period', at_end: 'at the end' },
    round: { half_up: 'Half up', half_even: 'Half even', down: 'Down', up: 'Up' }, holiday: { none: 'No shift', following: 'Following', modified_following: 'Modified following', preceding: 'Preceding' }, perDay: 'about {{amount}} a day',
    explain: 'Equal installment: P = A·r·(1+r)^n ÷ ((1+r)^n − 1). Interest is computed on the outstanding balance, each amount is rounded once, and the last installment takes what is left.',
  },
  collections: {
    title: 'Collections', none: 'No cases to contact. Overdue loans enter here after day-end.', choose: 'Choose a case on the left', contacts: 'Contacts', promises: 'Promises', noContacts: 'Not contacted yet', noPromises: 'No promises yet', queue: 'Collection queue', mine: 'Mine', all: 'All',
    guard: 'No contact 22:00–08:00; at most 3 contacts a day; nothing is told to third parties.', loan: 'Open loan', party: 'Open customer',
  },
  portfolio: {
    title: 'Portfolio', funnel: 'Conversion funnel', funnelHelp: 'Count and amount by stage', buckets: 'Delinquency buckets', bucketsHelp: 'Outstanding principal by bucket', vintages: 'Vintage curves', vintagesHelp: 'Share of the cohort principal 30+ days past due, by months on book', bands: 'Score bands', bandsHelp: 'Applicants, approval rate and bad rate by band',
    stage: 'Stage', n: 'Count', amount: 'Amount', bucket: 'Bucket', outstanding: 'Outstanding', cohort: 'Cohort', months: 'month {{n}}', band: 'Band', applicants: 'Applicants', approved: 'Approved', approvalRate: 'Approval rate', badRate: 'Bad rate', none: 'No data yet. It comes with disbursements and day-end.', share: 'Share', monthsOnBook: 'Months on book',
  },
  admin: {
    anyObject: 'Any object', anyCustom: 'Any custom object', whoHas: '{{count}} have this role', whoHas_one: '1 has this role', nobodyHas: 'Nobody has this role yet', copyFrom: 'Copy rights of another role', granted: 'granted', notGranted: 'not granted',
    users: 'Users', roles: 'Roles and rights', audit: 'Audit log', dayEnd: 'Day-end',
    chooseRole: 'Choose a role on the left', object: 'Object', read: 'Read', create: 'Create', update: 'Update', delete: 'Delete', scope: 'Scope', fieldRights: 'Field rights', actionRights: 'Actions',
    scopes: { own: 'Own', head: 'Departments headed and below', department: 'Department', tree: 'Department and below', all: 'All' }, access: { hidden: 'Hidden', masked: 'Masked', read: 'Read', write: 'Write' }, defaultAccess: 'Default', saveGrants: 'Save rights', grantsSaved: 'Rights of “{{name}}” saved; they apply from the next request',
    changedRights: '{{count}} unsaved changes', changedRights_one: '1 unsaved change', fieldsOf: 'Set apart: {{n}}', searchObject: 'Find an object', editFields: 'Set field rights of {{name}}', noRoles: 'No roles',
    key: 'Key', kind: 'Kind', required: 'Required', 
    custom: 'Custom', origin: 'Origin', systemField: 'System', sensitivity: 'Sensitivity', fieldCount: '{{count}} fields', fieldCount_one: '1 field',
    auditNone: 'Nothing matches', who: 'Who', what: 'What', when: 'When', record: 'Record', allObjects: 'All objects', changes: 'Changes', requestId: 'Reference', address: 'Address', deeds: 'What was done', reads: 'Who saw it', how: 'How', howMany: 'How many', readKinds: { record: 'Record opened', list: 'In a list', search: 'Searched', export: 'Exported', download: 'File downloaded', print: 'Printed', audit: 'Audit log read', reads: 'Read log read' }, auditHelp: 'Who did what and when. It can be read, never changed.',
    businessDate: 'Business date', runThrough: 'Run through', run: 'Run day-end', dayEndHelp: 'Accrues interest and penalties, moves buckets and classifications, opens and closes collection cases. Running it twice changes nothing.', dayEndStarted: 'Day-end started, through {{date}}', dayEndHistory: 'Runs', noRuns: 'Day-end has not run yet', dayEndDone: 'Day-end has run through {{date}}', confirmRun: 'Moves the business date to {{date}}, {{count}} days. It cannot be moved back.', confirmRun_one: 'Moves the business date to {{date}}, one day. It cannot be moved back.',
  },
  outcome: {
    package_add_samples: '{{added}} sample records added', process_start: 'The process has started',
    export_ask: 'Asked for an export of {{rows}} rows; it starts once approved', export_approve: 'Decided on the export',
    view_save: 'Saved the view “{{label}}”', view_change: 'Renamed to “{{label}}”',
    object_create: 'Object “{{label_zh}}” created; add its fields', object_change: 'Object “{{label_zh}}” saved', object_archive: 'Archived', object_restore: 'Restored and in use again', object_delete: 'Object deleted', field_create: 'Field “{{label_zh}}” added; lists and forms have it', field_change: 'Field “{{label_zh}}” saved', field_remove: 'Field moved to the bin', field_restore: 'Field restored with its values', field_purge: 'Field deleted for good', definition_publish: 'Published, in force for everybody', definition_discard: 'Draft discarded', definition_withdraw: 'Withdrawn', definition_roll_back: 'Published again as version {{version}}',
    lead_assign: '“{{title}}” assigned to {{owner}}', lead_follow_up: 'Follow-up of “{{title}}” noted', lead_convert: '“{{title}}” is a customer now, with an application', application_submit: '“{{title}}” submitted for approval', contract_generate: 'Contract of “{{title}}” generated', contract_sign: 'Contract “{{title}}” signed',
    disbursement_request: 'Disbursement of “{{title}}” requested', disbursement_retry: 'Disbursement of “{{title}}” retried', loan_repay: 'Repayment of {{amount}} booked ({{title}})', loan_settle_early: '“{{title}}” settled early', repayment_reverse: 'Repayment “{{title}}” reversed', collection_log_contact: 'Contact with “{{title}}” noted', collection_promise: '“{{title}}” promised {{amount}} on {{promise_date}}',
    collection_assign: '“{{title}}” reassigned', user_create: 'User {{username}} created', user_name_administrator: '{{name}} named', user_reset_password: 'Password of “{{title}}” reset', user_set_roles: 'Roles of “{{title}}” updated', role_create: 'Role created',
  },
}
