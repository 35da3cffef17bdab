export const zhRights = {
  sharing: {
    share: '共享', of: '共享「{{title}}」', with: '共享给', none: '还没有共享给别人。能看到它的人由角色和数据范围决定。', withMe: '与我共享', add: '共享给', help: '对方看到整条记录，其中哪些字段可见、可改仍按对方自己的角色。对方角色不能查看这类记录时，共享不起作用。',
    kind: { user: '用户', department: '部门（含下级）', role: '角色' }, access: { read: '可查看', write: '可修改' }, by: '{{name}}共享', until: '到 {{date}}', forever: '长期', ended: '已到期',
    stop: '取消共享', stopConfirm: '取消后「{{name}}」不再因共享看到这条记录。', stopped: '已取消对「{{name}}」的共享',
  },
}
