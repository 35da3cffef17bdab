import type { zhRights } from './zh-rights'

export const enRights: typeof zhRights = {
  sharing: {
    share: 'Share', of: 'Share “{{title}}”', with: 'Shared with', none: 'Not shared with anybody yet. Who sees it follows from roles and scopes.', withMe: 'Shared with me', add: 'Share with', help: 'They see the record; which fields they see and change still follows their own roles. Where their roles do not read records of this kind, sharing has no effect.',
    kind: { user: 'User', department: 'Department (and below)', role: 'Role' }, access: { read: 'May read', write: 'May change' }, by: 'shared by {{name}}', until: 'until {{date}}', forever: 'without end', ended: 'Ended',
    stop: 'Stop sharing', stopConfirm: '“{{name}}” will no longer see this record by sharing.', stopped: 'No longer shared with “{{name}}”',
  },
}
