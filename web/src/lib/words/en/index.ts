import { enAccount } from './account'
import { enBuild } from './build'
import { enBusiness } from './business'
import { enGuide } from './guide'
import { enPages } from './pages'
import { enPapers } from './papers'
import { enRights } from './rights'
import { enViews } from './views'
import type { Words } from '../zh'
import type { WithOne } from '../plural'

const enFrame = {
  app: { name: 'Zhuxin', tagline: 'Lending customer system' },
  login: {
    title: 'Log in', username: 'Username', password: 'Password', submit: 'Log in',
    expired: 'Your session has ended. Log in again to return to the page you were on.',
    needUser: 'Enter your username', needPassword: 'Enter your password',
    hint: 'Demo: names and the password are in the start window (make run); all people share it and go without a second factor. In real use each person sets a password, and administrators need a second factor.',
    secondTitle: 'Second step', secondWhy: '{{name}}, confirm with your second factor that it is you.', code: 'Code', codeHelp: 'The 6 digits that the authenticator app shows, or a recovery code.', usePasskey: 'Use a passkey', passkeyGivenUp: 'The passkey was not used; try again', goOn: 'Go on',
    lost: 'Lost phone, key and recovery codes? Ask the security administrator.', setUpTitle: 'Set up a second factor', setUpWhy: '{{name}}, your role needs a second factor beside the password. Add one, then go on.', kept: 'Kept safe, go on',
    stepUpTitle: 'Prove once more who you are', stepUpWhy: 'Before sensitive values, payments and rights it must be certain that it is you. For 10 minutes you are not asked again.',
    providerRefused: 'The log-in was not completed: you may not be a user here yet. Try again or ask an administrator.', providerAway: 'The log-in provider cannot be reached; try again shortly or use your password.',
    changeTitle: 'Change password', changeWhy: '{{name}}, set a new password first, then go on.', change: 'Change and go on',
    setTitle: 'Set password', setFor: '{{name}} (username {{username}}), set a password of your own. This link is good once.', set: 'Set and log in', toLogin: 'To the log-in',
    rules: 'At least {{length}} characters. A phrase that only you know is fine. No names, no rows of the keyboard, no common password.', present: 'Present password',
    newPassword: 'New password', again: 'New password once more', tooShort: 'At least {{length}} characters', differs: 'The two passwords differ',
  },
  link: { title: 'One-time link', why: 'Hand this link to the person, who sets a password with it. It is shown only now, is good once, and ends {{at}}.' },
  frame: {
    menu: 'Menu', collapse: 'Collapse menu', expand: 'Expand menu', skip: 'Skip to content', admin: 'Administration',
    businessDate: 'Business date {{date}}', tasks: 'My tasks', tasksCount: 'My tasks, {{count}} open', jobs: 'Background jobs', language: 'Switch language',
    toDark: 'Switch to dark', toLight: 'Switch to light', user: 'Account', logout: 'Log out', roles: 'Roles', department: 'Department',
    demo: 'Demo', demoLoading: 'Preparing demo data {{percent}}%',
  },
  search: {
    open: 'Search', placeholder: 'Name, phone, number or page', hint: 'Press / or Ctrl+K', none: 'Nothing found for “{{q}}”. Try the whole number, the full name or the first characters of a reference.',
    pages: 'Pages', start: 'Type two characters or more. Phone and ID numbers must be whole.', move: '↑↓ to choose, Enter to open',
  },
  jobs: {
    title: 'Background jobs', none: 'No jobs. Day-end, imports and bulk work show their progress here.', cancel: 'Cancel job', left: 'about {{time}} left',
    status: { queued: 'Queued', running: 'Running', completed: 'Completed', failed: 'Failed', canceled: 'Canceled' },
    canceled: 'Asked “{{name}}” to stop', minutes: '{{n}} min', seconds: '{{n}} s', doneOf: '{{done}} / {{total}}',
    progress: 'Job progress', started: 'Started {{at}}',
  },
  common: {
    save: 'Save', cancel: 'Cancel', close: 'Close', edit: 'Edit', delete: 'Delete', create: 'New', createOf: 'New {{name}}', retry: 'Try again', back: 'Back',
    more: 'More actions', loadMore: 'Load more', all: 'All', yes: 'Yes', no: 'No', none: 'None', empty: '—', loading: 'Loading', open: 'Open',
    confirm: 'OK', discard: 'Discard', apply: 'Apply', reset: 'Reset', copy: 'Copy', copied: 'Copied', search: 'Search', view: 'View',
    table: 'Table', chart: 'Chart', reason: 'Reason', asOf: 'As of {{date}}', people: 'people', count: '{{n}} rows', count_one: '1 row', download: 'Download', explain: 'How is this computed?',
    export: 'Export table', field: 'Field', before: 'Before', after: 'After', details: 'More details',
  },
  marks: { list: ', ', part: ', ', colon: '{{name}}: {{value}}', aside: '{{name}} ({{aside}})', quoted: '“{{name}}”' },
  error: {
    unknown: 'The operation was not completed.', network: 'The server cannot be reached. Check the network and try again.', server: 'The server had a problem and nothing was completed. Try again in a moment.',
    reference: 'Reference {{id}}', title: 'Could not load this', notFound: 'There is no such page', notFoundHelp: 'The address may be mistyped, or the record was deleted.',
    noRight: 'Your role may not see this', noRightHelp: 'Ask an administrator to adjust your role if you need it.', page: 'This page had a problem', home: 'Go home',
    newVersion: 'The system was updated. Refresh the page.', refresh: 'Refresh',
  },
  list: {
    views: 'Views', search: 'Search {{name}}', filter: 'Filter', allOf: 'All of', anyOf: 'Any of', allOrAny: 'Click to change: all of them, or any one', addFilter: 'Add condition', columns: 'Columns', columnsReset: 'Default columns', total: '{{n}} in total',
    countTotal: 'Count and add up', about: 'about {{n}}', selected: '{{n}} selected', clearSelection: 'Clear selection', selectAll: 'Select all loaded rows', selectRow: 'Select this row', end: 'End of list, {{n}} rows', end_one: 'End of list, 1 row',
    empty: 'No {{name}} yet', emptyFiltered: 'No {{name}} match', clearFilters: 'Clear conditions', sortAsc: 'Ascending', sortDesc: 'Descending',
    quick: 'Quick look', openRecord: 'Open', reveal: 'Show the whole value', revealTitle: 'Show the whole “{{field}}”', revealReason: 'Reason',
    revealHelp: 'Looking is written to the audit log.', revealShow: 'Show', revealed: 'Shown only here, hidden again after 30 seconds.', keys: 'Keys: j/k move, Enter open, x select, e edit, / search, Shift+arrows choose cells, Ctrl+C/V copy and paste', sort: 'Sort',
    removeFilter: 'Remove condition “{{words}}”', editFilter: 'Change condition “{{words}}”', exportNone: '', bulkEdit: 'Change a field', bulkClears: 'Left empty, the field is cleared.', bulkBin: 'They go to the recycle bin and can be restored.', bulkGone: 'They cannot be restored.', bulkDone: '{{name}}: {{ok}} done', bulkFailed: '{{name}}: {{ok}} done, {{bad}} not done', loaded: '{{n}} loaded',
    value: 'Value', condition: 'Condition', chooseField: 'Choose a field', asc: '{{name}} ascending', desc: '{{name}} descending',
  },
  op: {
    eq: 'is', ne: 'is not', lt: 'less than', le: 'at most', gt: 'more than', ge: 'at least', in: 'is one of', not_in: 'is none of', contains: 'contains',
    starts_with: 'starts with', is_null: 'is empty', not_null: 'is not empty', between: 'between', within: 'within the last', has: 'has', has_all: 'has all of', not_has: 'has none of', under: 'under',
    before: 'before', after: 'after', onOrBefore: 'on or before', onOrAfter: 'on or after', and: 'and', or: 'or', not: 'not', betweenWords: 'between {{a}} and {{b}}',
    me: 'me', today: 'today',
  },
  form: { fixedNow: 'By the conditions of the form it cannot be changed now', fixedWhy: 'Cannot be changed now, since {{when}}', notAsked: 'By the conditions of the form it is not asked now', needed: 'Required', pages: 'Pages', back: 'Back', next: 'Next',
    required: 'Enter {{name}}', requiredChoice: 'Choose {{name}}', tooLong: 'At most {{n}} characters', tooSmall: 'Must not be less than {{n}}', tooLarge: 'Must not be more than {{n}}', notNumber: 'Enter a number',
    notMoney: 'Enter an amount, for example 120,000.00', notDate: 'Enter a date, for example 2026-01-05', badPhone: 'Enter an 11-digit mobile number or a landline with area code', badId: 'This ID number is not valid: check its 18 characters',
    badCard: 'This card number is not valid: check it', badEmail: 'Enter an e-mail address, for example name@company.cn', badJson: 'This is not valid JSON',
    badUrl: 'Enter a web address, for example https://company.cn', badRating: 'Choose 1 to {{n}} stars', badUscc: 'This unified social credit code is not valid: check its 18 characters', badLocation: 'Latitude is -90 to 90, longitude -180 to 180, at most 7 decimal places',
    badAddress: 'Choose province, city and district and enter the street', latitude: 'Latitude', longitude: 'Longitude', division: 'Province / city / district', addressDetail: 'Street and number', sign: 'Sign', signHere: 'Sign inside the frame', mustSign: 'Please sign at “{{name}}”', signClear: 'Clear', signKeep: 'Use this signature', signAgain: 'Sign again', chooseImage: 'Choose an image', faults: '{{n}} to correct', draftRestored: 'What you had not submitted was restored.',
    draftDiscard: 'Start over', submitHint: 'Ctrl+Enter submits', optional: 'optional', chooseFile: 'Choose a file', uploading: 'Uploading {{name}}', alike: 'Perhaps it is there already: look before you create', typeToSearch: 'Type to search',
    pictured: 'Image', rows: '{{count}} rows', rows_one: '1 row', noRows: 'No {{name}} yet', inRow: 'Row {{n}}: {{fault}}', cell: 'Row {{n}} {{name}}', keepRow: 'Keep row {{n}}', dropRow: 'Delete row {{n}}', addRow: 'Add {{name}}',
    mustAgree: '{{name}} must be ticked', keepMasked: 'Leave empty to keep it', yuan: 'CNY', searchNone: 'Nothing found', scale: 'At most {{n}} decimals',
  },
  detail: {
    duplicates: 'Perhaps the same as {{count}} other records', duplicates_one: 'Perhaps the same as another record', duplicatesMore: '{{n}} more', agree: 'Same {{fields}}', merge: 'Merge', behindMask: 'May differ in what is hidden', mergeWith: 'Merge “{{title}}” into this record', mergeAlike: 'Both records say the same. Records, files, processes and history of “{{title}}” come over; it goes to the recycle bin.', mergeHelp: 'Choose what stays, field by field. Records, files, processes and history of “{{title}}” come over; it goes to the recycle bin.', this: 'This record', other: 'The one that goes', merged: '“{{title}}” is merged; {{count}} records point here now', merged_one: '“{{title}}” is merged; 1 record points here now',
    allChanges: 'Everything', historyOf: 'Only the history of one field',
    comment: 'Comment; Ctrl-Enter sends', sayIt: 'Send', overview: 'Overview', timeline: 'Timeline', noTimeline: 'Nothing yet. Actions and changes are kept here.', unsaved: 'Unsaved changes: {{n}}', restored: 'Unsaved changes were restored',
    saved: 'Saved: {{fields}}', conflict: 'Somebody has just changed this record', conflictHelp: 'Choose for each field which value to keep, then save.', mine: 'Mine', theirs: 'Current', conflictSave: 'Save as chosen',
    deleted: 'Deleted {{name}} “{{title}}”', deleteConfirm: 'Delete {{name}} “{{title}}”? This cannot be undone.', binConfirm: 'Delete {{name}} “{{title}}”? It goes to the recycle bin and can be restored.', editField: 'Change {{name}}', actions: 'Actions', related: '{{name}}',
    emptyTab: 'No {{name}} yet', panelUnknown: 'This version cannot show “{{name}}” yet.', created: 'Created {{name}} “{{title}}”', newOf: 'New {{name}}', system: 'System',
    changed: '{{field}}: {{old}} → {{new}}', unseen: '(deleted or not yours to see)', leave: 'Unsaved changes were kept as a draft.', readOnly: 'computed', openFull: 'Open the full page', notFound: 'There is no such record, or you may not see it.',
  },
  action: { done: '“{{title}}”: {{name}} done', doneBare: '{{name}} done', notNow: '{{name}} is not possible in this status', running: 'Submitting', view: 'View {{name}}' },
  home: {
    hello: '{{name}}, {{day}}', tasks: 'My tasks', noTasks: 'No tasks. Approvals assigned to you or your role appear here.', allTasks: 'All tasks', figures: 'Today', due: 'due {{when}}', overdue: 'overdue',
    portfolio: 'Portfolio', more: 'Full analysis',
  },
}

export const en: WithOne<Words> = { ...enFrame, ...enAccount, ...enBusiness, ...enBuild, ...enGuide, ...enPages, ...enPapers, ...enRights, ...enViews }
