import type { zhPages } from './zh-pages'

export const enPages: typeof zhPages = {
  pages: {
    count: 'Count', measureOf: { sum: 'Sum of {{name}}', avg: 'Average {{name}}', min: 'Least {{name}}', max: 'Greatest {{name}}' },
    chartOf: '{{object}} by {{by}}: {{measure}}', drawn: 'the first {{n}} are drawn, the table has all {{all}}', unreadable: 'Your role does not see this part', noAddress: 'No address yet', noButtons: 'No button here for you', empty: 'This page has no content yet',
    needsRecord: 'No {{name}} is given', needsRecordHelp: 'Open this page by a button on a record or a list, which names it.', more: 'More', less: 'Less',
    span: { today: 'today', this_week: 'this week', this_month: 'this month', this_quarter: 'this quarter', this_year: 'this year' }, before: { today: 'All of yesterday', this_week: 'All of last week', this_month: 'All of last month', this_quarter: 'All of last quarter', this_year: 'All of last year' },
    kinds: { list: 'List', form: 'Form', record: 'Record', related: 'Related records', chart: 'Chart', number: 'Number', text: 'Text', buttons: 'Buttons', frame: 'Other site' },
  },
  notify: {
    title: 'Notifications', readAll: 'Mark all as read', none: 'Nothing new', noneHelp: 'When somebody mentions you with @, or a record you follow changes, it is here.', unread: 'Unread', mentioned: '{{who}} mentioned you', followed: '{{who}}: {{what}}', count: 'Notifications, {{count}} unread',
    follow: 'Follow', following: 'Following', followHelp: 'Hear of it when others change or comment on this record',
  },
  packages: {
    title: 'Packages', help: 'Objects, forms, processes, pages and roles in one file, to carry from test to production. What it would change is shown first, and what was changed here stays.', export: 'Export', bring: 'Install a package', name: 'Name', key: 'Key', version: 'Version', brought: 'Brought', since: 'Installed', uninstall: 'Uninstall', comma: ', ',
    count: { objects: '{{n}} objects', fields: '{{n}} fields', definitions: '{{n}} definitions', roles: '{{n}} roles' }, previewOf: 'What package {{name}} version {{n}} would do', install: 'Install', nothing: 'All is as it is here; there is nothing to change.', sameCount: '{{n}} more parts are as they are here.', changes: 'Changes', part: 'Part', change: 'Change', choice: 'Choice', take: 'Take the package’s',
    changed: { added: 'Added', changed: 'Changed', same: 'Same', kept: 'Changed here, stays', conflict: 'Changed on both sides', withdrawn: 'No longer in it' }, differences: '{{n}} differences', withdraw: 'Withdraw definitions that are no longer in it', installed: 'Package {{name}}: {{added}} added, {{changed}} changed, {{withdrawn}} withdrawn',
    uninstallOf: 'Uninstall “{{name}}”', uninstallHelp: 'Objects with records are archived, fields go to the bin; definitions changed here, roles and records stay.', outcome: 'Outcome', why: 'Why', outcomes: { withdrawn: 'Withdrawn', deleted: 'Deleted', archived: 'Archived', binned: 'To the bin', kept: 'Stays' }, uninstalled: 'Package “{{name}}” is uninstalled',
    exportTitle: 'Export a package', keyHelp: 'Small letters, digits and underscores', choose: { objects: 'Objects (with fields and layout)', definitions: 'Pages, processes, decisions and menus', roles: 'Roles' },
    parts: { object: 'Object', field: 'Field', layout: 'Layout', menu: 'Menu', page: 'Page', process: 'Process', decision: 'Decision', template: 'Template', role: 'Role', record: 'Record' },
  },
  pageDesigner: {
    pages: 'Pages', create: 'New page', none: 'No page of your own yet', noneHelp: 'Put lists, charts, figures, text and buttons together into a board, a home or a place to work.', title: 'Name', titleEn: 'English name', key: 'Key', keyHelp: 'Small letters, digits and underscores; part of the address, for good.',
    state: 'State', draft: 'Draft', blocks: 'Blocks', add: 'Add {{name}}', start: 'Drag blocks here from the left, or press Enter on one', thePage: 'Page', titleOf: 'Page “{{name}}”', open: 'Open', resize: 'Drag to resize', keys: 'Arrows move, Shift+arrows resize, Alt+arrows next block, Delete removes, Ctrl+Z undo, Ctrl+Shift+Z redo',
    placeOf: 'column {{x}}, row {{y}}, {{w}} wide, {{h}} high', place: 'Place and size', places: { x: 'Col', y: 'Row', w: 'W', h: 'H' }, removeBlock: 'Remove block', object: 'Object', limit: 'At most', measure: 'Figure', measureField: 'Figure of which field', shape: 'Shape', shapes: { bar: 'Bars', line: 'Line', pie: 'Ring', funnel: 'Funnel' },
    by: 'Grouped by', bucket: 'Dates by', buckets: { day: 'Day', week: 'Week', month: 'Month', quarter: 'Quarter', year: 'Year' }, compare: 'Period and comparison', noCompare: 'Any time', parameter: 'Which parameter', noParameters: 'The page has no parameters yet; add one in its properties', byParameter: 'Filter by parameter {{key}}', fromParameter: 'Parameter {{key}}',
    presets: 'Filled in beforehand', values: 'Values for the action', pairKey: 'Entry {{n}}', pairValue: 'Value of entry {{n}}', addPair: 'Add entry', addButton: 'Add button', newButton: 'Button {{n}}', does: 'What it does', buttonKinds: { action: 'Run an action', page: 'Open a page', list: 'Open a list', record: 'Open a record', url: 'Open a site' }, action: 'Action', page: 'Page', address: 'Address',
    text: { zh: 'Text', en: 'English text' }, markdown: 'Markdown: # heading, **bold**, - list, [name](address)', roles: 'Roles that open it', everybody: 'Everybody', parameters: 'Parameters', addParameter: 'Add parameter', parameterKey: 'Key of parameter {{n}}', parameterKind: 'Kind of parameter {{n}}', parameterObject: 'Object of parameter {{n}}', parameterDefault: 'Default of parameter {{n}}', default: 'Default',
    parameterKinds: { record: 'Record', text: 'Text', number: 'Number', date: 'Date', boolean: 'Yes or no' }, intoMenu: 'Put it into the menu',
    parts: { title: 'Name', icon: 'Icon', roles: 'Roles', parameters: 'Parameters', blocks: 'Blocks', x: 'Column', y: 'Row', w: 'Width', h: 'Height', object: 'Object', columns: 'Columns', filter: 'Filter', sort: 'Sort', limit: 'Rows', view: 'View', measure: 'Figure', shape: 'Shape', by: 'Grouped by', compare: 'Comparison', text: 'Text', buttons: 'Buttons', presets: 'Presets', parameter: 'Parameter', via: 'Via', url: 'Address', label: 'Name', zh: 'Chinese', en: 'English', kind: 'Kind', key: 'Key', default: 'Default', items: 'Entries', homes: 'Home pages', page: 'Page', path: 'Installed page', field: 'Field', op: 'Comparison', value: 'Value', and: 'And', or: 'Or' },
  },
  menuEditor: {
    busy: 'The menu has an unpublished draft, so the page was not added. Add it under Menu.', withPage: 'Together with its page',
    menu: 'Menu', add: 'Add entry', remove: 'Remove entry', leadsTo: 'Leads to', targets: { object: 'List of an object', page: 'Page', path: 'Installed page', url: 'Site', items: 'Group' }, icon: 'Icon', roles: 'Roles that see it', byRight: 'None: whoever may open it', byGrant: 'None: by the menu in the rights of a role', homes: 'Home pages', homesHelp: 'A role with a home page of its own sees it first; others see the installed one. Of several roles the first one of the user counts.',
    keys: '↑↓ choose, Shift+↑↓ move, Shift+→ into the group above, Shift+← out of it, Enter properties, Delete remove, Ctrl+Z undo',
    installed: { '/': 'Home', '/inbox': 'Approvals', '/collections': 'Collections', '/portfolio': 'Portfolio', '/quote': 'Calculator', '/admin/objects': 'Objects', '/admin/pages': 'Pages', '/admin/prints': 'Print templates', '/admin/forms': 'External forms', '/admin/menu': 'Menu', '/admin/packages': 'Packages', '/admin/roles': 'Roles', '/admin/audit': 'Audit', '/admin/day-end': 'Day-end', '/admin/users': 'Users' },
  },
}
