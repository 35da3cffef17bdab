export const zhViews = {
  savedViews: {
    menu: '视图', menuOf: '「{{name}}」视图的操作', saveAs: '另存为视图', keep: '保存视图', kept: '已保存视图「{{name}}」', restore: '还原改动', makeFirst: '设为默认视图', notFirst: '取消默认视图',
    nowFirst: '以后先打开「{{name}}」', nowNone: '以后先打开第一个视图', share: '分享', shareOf: '分享视图「{{name}}」', shareHelp: '别人打开时只看到自己有权查看的记录和字段。视图有改动时，大家看到的都会变。',
    reach: { me: '只有所有者', roles: '指定角色', all: '所有人' }, chooseRoles: '请选择角色', now: { me: '视图「{{name}}」已收回，只有所有者能看到', roles: '已把视图「{{name}}」分享给所选角色', all: '已把视图「{{name}}」分享给所有人' },
    rename: '改名', delete: '删除视图', deleteConfirm: '删除视图「{{name}}」？记录不受影响。', deleteShared: '「{{name}}」是共享视图，删除后大家都不能再用。记录不受影响。', deleted: '已删除视图「{{name}}」',
    mine: '我的视图，只有我能看到', sharedBy: '{{name}}分享的视图', changed: '有未保存的改动', leftOut: '这个视图有 {{count}} 处您无权查看，已略去',
  },
  cells: { saved: '已修改 {{title}} 的{{name}}', conflict: '别人刚改过：对方改为「{{theirs}}」，您填的是「{{mine}}」', useMine: '用我的', useTheirs: '用对方的',
    noOption: '没有「{{text}}」这个选项', noRecord: '没有找到「{{text}}」', severalRecords: '「{{text}}」有多条，请改用编号', over: '下面的行还没有加载或不存在，{{n}} 行没有粘贴', overColumns: '右边没有列了，{{n}} 列没有粘贴', fixed: '不能粘贴到这些列：{{names}}', tooMany: '一次最多粘贴 {{n}} 行', pasted: '已粘贴 {{n}} 格', undone: '已撤销，{{n}} 行恢复原样', undo: '撤销',
  },
  columns: {
    menuOf: '「{{name}}」列的操作', left: '左移（Alt+←）', right: '右移（Alt+→）', pin: '冻结在左侧', unpin: '取消冻结', pinned: '已冻结', wider: '加宽（Alt+Shift+→）', narrower: '变窄（Alt+Shift+←）', fit: '恢复列宽', hide: '隐藏这一列',
    total: { count: '计数', sum: '合计', avg: '平均', min: '最小', max: '最大' }, noTotal: '不汇总', colors: '颜色', color: '颜色', addColor: '添加颜色规则', noColors: '符合条件的行会标上颜色和旗标，排在前面的规则优先。', removeColor: '去掉规则「{{words}}」',
    tone: { ok: '绿色：正常', wait: '蓝色：等待', warn: '橙色：注意', bad: '红色：异常' },
  },
  exports: {
    export: '导出', print: '打印', started: '开始导出 {{n}} 条{{name}}，完成后在右上角「后台任务」里下载', download: '下载', until: '保留到 {{at}}', asked: '导出申请', approve: '同意', refuse: '不同意',
    of: '导出{{name}}，{{n}} 行 {{format}}', status: { waiting: '待审批', refused: '未同意' }, opinion: '{{by}}：{{words}}', approveNote: '同意后按申请人自己的权限导出，文件只有申请人能下载。', refuseNote: '不同意后不会导出任何数据。',
    printed: '{{lender}} · {{name}}（{{user}}）打印于 {{at}}',
  },
}
