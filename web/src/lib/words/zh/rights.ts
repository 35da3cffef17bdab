export const zhRights = {
  sharing: {
    share: '共享', onlyRead: '只共享给您查看', of: '共享「{{title}}」', with: '共享给', none: '还没有共享给别人。能看到它的人由角色和数据范围决定。', withMe: '与我共享', add: '共享给', help: '对方看到整条记录，其中哪些字段可见、可改仍按对方自己的角色。对方角色不能查看这类记录时，共享不起作用。',
    kind: { user: '用户', department: '部门（含下级）', role: '角色' }, access: { read: '可查看', write: '可修改' }, by: '{{name}}共享', until: '到 {{date}}', forever: '长期', ended: '已到期',
    stop: '取消共享', stopConfirm: '取消后「{{name}}」不再因共享看到这条记录。', stopped: '已取消对「{{name}}」的共享',
  },
  preview: {
    asUser: '{{by}} 正在以「{{name}}」（{{roles}}）的身份预览：只能查看，敏感字段脱敏', asRole: '正在以角色「{{roles}}」预览：只能查看，敏感字段脱敏', stop: '结束预览', user: '以此人身份预览', role: '以此角色预览',
  },
  access: {
    title: '谁能看到', help: '某人为什么能看到一条记录或一个字段，或者为什么不能', object: '对象', record: '记录 ID，或记录页的地址', field: '字段（可不选）', user: '用户', start: '选择对象，再填记录或选用户', startHelp: '填记录：列出能看到它的人。选用户：逐条说明他的权限从哪里来。',
    sees: '{{name}} 能看到', seesNot: '{{name}} 看不到', may: '可{{verb}}', mayNot: '不可{{verb}}', fieldIs: '字段：{{access}}', about: { object: '角色', record: '这条记录', field: '字段' }, for: '成立', against: '不成立',
    viewers: '能看到这条记录的有 {{count}} 人', nobody: '没有人能看到这条记录', by: '因为', can: '权限', by_scope: '角色的数据范围', by_share: '共享',
  },
}
