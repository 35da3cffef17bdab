import type { zhBuild } from './zh-build'

export const enBuild: typeof zhBuild = {
  build: {
    objects: 'Objects', custom: 'Custom objects', system: 'System objects', archived: 'Archived', choose: 'Choose an object on the left, or create one', openList: 'Open list', settings: 'Settings', find: 'Find an object',
    noFound: 'No object of that name', tabs: { fields: 'Fields', layout: 'Layout', bin: 'Bin' }, keyOf: 'Key {{key}}', archivedNote: 'Archived: records can be read, not created or changed. Restore it to go on using it.',
    archiveNote: 'No record can be created or changed while it is archived. You can restore it any time.', deleteNote: 'Only an object without records, that no other object refers to, can be deleted.', removeNote: 'The field leaves every page. Its values stay in the bin and can be restored.', purgeNote: 'The field and all its values are deleted for good.',
    addField: 'Add field', changeField: 'Change field “{{name}}”', binEmpty: 'No fields in the bin', removedAt: 'Removed', formula: 'Formula', saveField: 'Save field', 
    insertField: 'Insert a field', optionName: 'Name', optionValue: 'Value', tone: 'Color', addOption: 'Add option',
    tones: { none: 'None', ok: 'Green (good)', wait: 'Blue (in progress)', warn: 'Orange (attention)', bad: 'Red (bad)' }, remove: 'Remove', checkMessage: 'Message where it does not hold', addCheck: 'Add check', checkExpression: 'Check {{n}}: what must hold',
    convertOf: 'Convert “{{name}}” to another kind', revertOf: 'Take the conversion of “{{name}}” back', convert: 'Convert', revert: 'Take it back', newKind: 'It is {{kind}} now and becomes', noConversion: 'A field of this kind cannot be converted', optionsOf: 'Options (values there are match by name or value)', converted: '“{{name}}” is {{kind}} now',
    revertNote: 'The field is {{kind}} again, with the values it had before.', acceptLoss: 'I know that {{n}} records lose something; go on', losing: '{{rows}} records have a value and {{n}} of them lose something. The values of before wait in the bin and can be taken back.', losingNone: '{{rows}} records have a value and none loses anything.', lost: 'lost',
    child: 'Child object', via: 'By which reference', function: 'How', rollupField: 'Of which field', functions: { count: 'Count', sum: 'Sum', min: 'Least', max: 'Greatest', avg: 'Average', latest: 'Latest' }, noChildren: 'No other object refers to this one yet', 
  },
  designer: {
    actions: 'Actions', addAction: 'Add action', thisRecord: 'This record', chooseAction: 'Choose a button to see its properties. An action asks by its own form.',
    form: 'Form', detail: 'Record page', views: 'Views', part: 'Part to design', palette: 'Fields', canvas: 'Canvas', properties: 'Properties', undo: 'Undo', redo: 'Redo', saved: 'Draft saved', saving: 'Saving the draft', failed: 'The draft was not saved', clean: 'Same as published', retry: 'Retry',
    faults: '{{n}} faults', jump: 'Go to', diff: 'Changes', versions: 'Versions', publish: 'Publish', discard: 'Discard draft', discardNote: 'Every unpublished change is dropped.', noDiff: 'No difference from what is published', firstVersion: 'Never published; this becomes version 1.', 
    version: 'Version {{n}}', current: 'In use', rollBack: 'Back to this version', rollBackNote: 'Publishes version {{n}} again as a new version.', by: '{{who}} · {{when}}', keys: '↑↓ choose, Shift+↑↓ move, Enter properties, Delete remove, Ctrl+Z undo, Ctrl+Shift+Z redo',
    addSection: 'Add section', section: 'Section', sectionName: 'Name of the section', sectionNameEn: 'English name', removeSection: 'Remove section', emptySection: 'Drag fields here, or press Enter on a field on the left', allPlaced: 'All fields are placed', unplaced: 'Custom fields in no section come last by themselves.',
    choose: 'Choose a field or a section to see its properties', visible_when: 'Visible when', required_when: 'Required when', read_only_when: 'Read-only when', always: 'Empty: always visible', neverExtra: 'Empty: as the field itself is set', conditionOf: 'Conditional', addTo: 'Put {{name}} into the form', 
    addView: 'Add view', viewName: 'Name of the view', viewNameEn: 'English name', viewKind: 'Kind', kinds: { table: 'Table', kanban: 'Kanban', calendar: 'Calendar', gallery: 'Gallery', gantt: 'Gantt', tree: 'Tree' }, columns: 'Columns', addColumn: 'Add column', filter: 'Filter', sort: 'Sort', group: 'Columns by field', date: 'By date', noSort: 'Not sorted',
    needFields: 'No field suits', moveUp: 'Move {{name}} up', moveDown: 'Move {{name}} down', removeOf: 'Remove {{name}}', titleOf: 'Layout of {{object}}',
    change: { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Reordered' }, where: { views: 'Views', form: 'Form', detail: 'Record page', sections: 'Section', columns: 'Columns', rules: 'Conditions', fields: 'Fields', label: 'Name', filter: 'Filter', sort: 'Sort', kind: 'Kind', group: 'Columns by', date: 'Date', actions: 'Actions', figures: 'Key figures', tabs: 'Tabs', visible_when: 'Visible when', required_when: 'Required when', read_only_when: 'Read-only when', status: 'Status', zh: 'Chinese', en: 'English' } as Record<string, string>,
  },
  views: {
    empty: 'Empty', more: '{{n}} more', moved: '“{{title}}” moved to “{{column}}”', board: 'Board', column: '{{name}}, {{n}} records', none: 'None', keys: 'Arrows choose, Shift+←→ move the card, Enter open', calendar: 'Calendar', earlier: 'Month before', later: 'Month after', gallery: 'Gallery', loadMore: 'Load more', group: 'Group', groupBy: 'Grouped by {{name}}',
    total: 'Total {{name}} {{value}}', bin: 'Recycle bin', leaveBin: 'Leave the bin', binEmpty: 'The recycle bin is empty', binTitle: 'Recycle bin of {{name}}', restore: 'Restore', purge: 'Delete for good', restored: '{{n}} restored', purged: '{{n}} deleted for good', purgeConfirm: 'Delete the {{n}} chosen for good? This cannot be undone.', 
    noEngine: 'Conditions could not be loaded; fields shown by a condition are all shown now.',
  },
}
