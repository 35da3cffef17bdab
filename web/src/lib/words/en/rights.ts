import type { zhRights } from '../zh/rights'
import type { WithOne } from '../plural'

export const enRights: WithOne<typeof zhRights> = {
  sharing: {
    share: 'Share', onlyRead: 'Shared with you for reading', of: 'Share “{{title}}”', with: 'Shared with', none: 'Not shared with anybody yet. Who sees it follows from roles and scopes.', withMe: 'Shared with me', add: 'Share with', help: 'They see the record; which fields they see and change still follows their own roles. Where their roles do not read records of this kind, sharing has no effect.',
    kind: { user: 'User', department: 'Department (and below)', role: 'Role' }, access: { read: 'May read', write: 'May change' }, by: 'shared by {{name}}', until: 'until {{date}}', forever: 'without end', ended: 'Ended',
    stop: 'Stop sharing', stopConfirm: '“{{name}}” will no longer see this record by sharing.', stopped: 'No longer shared with “{{name}}”',
  },
  preview: {
    asUser: '{{by}} is looking as “{{name}}” ({{roles}}): reading only, sensitive fields masked', asRole: 'Looking as role “{{roles}}”: reading only, sensitive fields masked', stop: 'Stop preview', user: 'Preview as this person', role: 'Preview as this role',
  },
  access: {
    title: 'Who can see', help: 'Why somebody sees a record or a field, or why not', object: 'Object', record: 'Record ID, or the address of its page', field: 'Field (optional)', user: 'User', start: 'Choose an object, then give a record or choose a user', startHelp: 'With a record: everybody who sees it. With a user: where each right comes from.',
    sees: '{{name}} sees it', seesNot: '{{name}} does not see it', may: 'May {{verb}}', mayNot: 'May not {{verb}}', fieldIs: 'Field: {{access}}', about: { object: 'Roles', record: 'This record', field: 'Field' }, for: 'holds', against: 'does not hold',
    viewers: '{{count}} people see this record', viewers_one: '1 person sees this record', nobody: 'Nobody sees this record', by: 'By', can: 'Access', by_scope: 'scope of her roles', by_share: 'a share',
  },
}
