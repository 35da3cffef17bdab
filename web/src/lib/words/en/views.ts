export const enViews = {
  savedViews: {
    menu: 'View', menuOf: 'What to do with the view “{{name}}”', saveAs: 'Save as a view', keep: 'Save view', kept: 'Saved the view “{{name}}”', restore: 'Undo changes', makeFirst: 'Open this view first', notFirst: 'No longer open first',
    nowFirst: '“{{name}}” now opens first', nowNone: 'The first view now opens first', share: 'Share', shareOf: 'Share the view “{{name}}”', shareHelp: 'Others see only the records and fields they may see. When the view changes, it changes for everybody.',
    reach: { me: 'Its owner only', roles: 'Some roles', all: 'Everybody' }, chooseRoles: 'Choose roles', now: { me: 'The view “{{name}}” is for its owner only again', roles: 'Shared the view “{{name}}” with these roles', all: 'Shared the view “{{name}}” with everybody' },
    rename: 'Rename', delete: 'Delete view', deleteConfirm: 'Delete the view “{{name}}”? Records are not touched.', deleteShared: '“{{name}}” is shared; once deleted nobody can use it. Records are not touched.', deleted: 'Deleted the view “{{name}}”',
    mine: 'My view; only I see it', sharedBy: 'Shared by {{name}}', changed: 'Has unsaved changes', leftOut: '{{count}} parts of this view are not yours to see and were left out', leftOut_one: '1 part of this view is not yours to see and was left out',
  },
  cells: { saved: 'Changed {{name}} of {{title}}', conflict: 'Somebody has just changed it to “{{theirs}}”; you entered “{{mine}}”', useMine: 'Use mine', useTheirs: 'Use theirs',
    noOption: 'There is no option “{{text}}”', noRecord: '“{{text}}” was not found', severalRecords: 'There are several “{{text}}”: use the number', over: 'The rows below are not loaded or not there; {{n}} rows were not pasted', overColumns: 'There are no more columns; {{n}} columns were not pasted', fixed: 'Cannot paste into: {{names}}', tooMany: 'At most {{n}} rows can be pasted at once', pasted: '{{n}} cells pasted', undone: 'Undone: {{n}} rows are as before', undo: 'Undo',
  },
  columns: {
    menuOf: 'What to do with the column “{{name}}”', left: 'Move left (Alt+←)', right: 'Move right (Alt+→)', pin: 'Keep in sight', unpin: 'Let it scroll', pinned: 'Kept in sight', wider: 'Wider (Alt+Shift+→)', narrower: 'Narrower (Alt+Shift+←)', fit: 'Default width', hide: 'Hide this column',
    total: { count: 'Count', sum: 'Sum', avg: 'Average', min: 'Lowest', max: 'Highest' }, noTotal: 'No total', colors: 'Colors', color: 'Color', addColor: 'Add a color rule', noColors: 'Rows that meet a condition get a color and a flag; the first rule that fits counts.', removeColor: 'Remove the rule “{{words}}”',
    tone: { ok: 'Green: fine', wait: 'Blue: waiting', warn: 'Orange: take care', bad: 'Red: wrong' },
  },
  exports: {
    export: 'Export', print: 'Print', started: 'Exporting {{n}} rows of {{name}}; download them from “Background jobs” at the top right when done', started_one: 'Exporting 1 row of {{name}}; download it from “Background jobs” at the top right when done', download: 'Download', until: 'Kept until {{at}}', asked: 'Exports asked for', approve: 'Approve', refuse: 'Refuse',
    of: 'Export of {{name}}, {{n}} rows, {{format}}', of_one: 'Export of {{name}}, 1 row, {{format}}', status: { waiting: 'Waiting', refused: 'Refused' }, opinion: '{{by}}: {{words}}', approveNote: 'The export then runs with the rights of who asked, and only she can download it.', refuseNote: 'Nothing will be exported.',
    printed: '{{lender}} · printed by {{name}} ({{user}}) at {{at}}',
  },
}
