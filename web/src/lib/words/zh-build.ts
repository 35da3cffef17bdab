export const zhBuild = {
  build: {
    objects: '对象', custom: '自定义对象', system: '系统对象', archived: '已归档', choose: '从左边选一个对象，或者新建一个', openList: '打开列表', settings: '设置', find: '查找对象',
    noFound: '没有这个名字的对象', tabs: { fields: '字段', layout: '布局', bin: '回收站' }, keyOf: '标识 {{key}}', archivedNote: '已归档：记录可以查看，不能新建和修改。恢复后才能继续使用。',
    archiveNote: '归档后不能再新建和修改记录，随时可以恢复。', deleteNote: '只能删除没有记录、也没有别的对象关联到它的对象。', removeNote: '字段从所有页面消失，值留在回收站里，可以恢复。', purgeNote: '字段和它的全部值被删除，不能恢复。',
    addField: '添加字段', changeField: '修改字段「{{name}}」', binEmpty: '回收站里没有字段', removedAt: '移除时间', formula: '公式', saveField: '保存字段', 
    insertField: '插入字段', optionName: '名称', optionValue: '值', tone: '颜色', addOption: '添加选项',
    tones: { none: '无', ok: '绿（正常）', wait: '蓝（进行中）', warn: '橙（注意）', bad: '红（异常）' }, remove: '移除', checkMessage: '不满足时的提示', addCheck: '添加校验', checkExpression: '校验 {{n}}：应成立的条件',
    convertOf: '转换「{{name}}」的类型', revertOf: '撤销「{{name}}」的类型转换', convert: '转换', revert: '撤销转换', newKind: '现在是{{kind}}，转为', noConversion: '这种字段不能转换', optionsOf: '选项（现有的值按名称或值对应）', converted: '「{{name}}」现在是{{kind}}',
    revertNote: '字段变回{{kind}}，值也恢复到转换之前。', acceptLoss: '我知道有 {{n}} 条记录会丢失内容，仍要继续', losing: '{{rows}} 条记录有值，其中 {{n}} 条会丢失内容。转换前的值留在回收站里，可以撤销。', losingNone: '{{rows}} 条记录有值，都能完整转换。', lost: '会丢失',
    child: '子对象', via: '通过哪个关联', function: '怎么汇总', rollupField: '汇总哪个字段', functions: { count: '计数', sum: '求和', min: '最小', max: '最大', avg: '平均', latest: '最近一条' }, noChildren: '还没有别的对象关联到这个对象', 
  },
  designer: {
    actions: '操作', addAction: '添加操作', thisRecord: '这条记录', chooseAction: '选一个按钮，这里显示它的属性。操作按它自己的表单执行。',
    form: '表单', detail: '详情页', views: '视图', part: '设计哪一部分', palette: '字段', canvas: '画布', properties: '属性', undo: '撤销', redo: '重做', saved: '草稿已保存', saving: '正在保存草稿', failed: '草稿没有保存', clean: '与已发布版本一致', retry: '重试',
    faults: '{{n}} 处问题', jump: '跳到', diff: '改动', versions: '版本', publish: '发布', discard: '放弃草稿', discardNote: '未发布的改动全部丢弃。', noDiff: '与已发布版本没有差别', firstVersion: '还没有发布过，发布后成为第 1 版。', 
    version: '第 {{n}} 版', current: '使用中', rollBack: '回到这一版', rollBackNote: '把第 {{n}} 版作为新版本发布。', by: '{{who}} · {{when}}', keys: '↑↓ 选择，Shift+↑↓ 移动，Enter 属性，Delete 移除，Ctrl+Z 撤销，Ctrl+Shift+Z 重做',
    addSection: '添加一节', section: '节', sectionName: '节的名称', sectionNameEn: '英文名称', removeSection: '移除这一节', emptySection: '把字段拖到这里，或在左边的字段上按 Enter', allPlaced: '字段都已放好', unplaced: '没有放进任何一节的自定义字段，自动排在最后。',
    choose: '选一个字段或一节，这里显示它的属性', visible_when: '何时显示', required_when: '何时必填', read_only_when: '何时只读', always: '留空：总是显示', neverExtra: '留空：按字段本身的设置', conditionOf: '有条件', addTo: '把{{name}}放进表单', 
    addView: '添加视图', viewName: '视图名称', viewNameEn: '英文名称', viewKind: '类型', kinds: { table: '表格', kanban: '看板', calendar: '日历', gallery: '卡片', gantt: '甘特图', tree: '树' }, columns: '列', addColumn: '添加列', filter: '条件', sort: '排序', group: '按哪个字段分列', date: '按哪个日期', noSort: '不排序',
    needFields: '没有适合的字段', moveUp: '{{name}}上移', moveDown: '{{name}}下移', removeOf: '移除{{name}}', titleOf: '{{object}}的布局',
    change: { added: '增加', removed: '移除', changed: '改动', moved: '调整顺序' }, where: { views: '视图', form: '表单', detail: '详情页', sections: '节', columns: '列', rules: '条件', fields: '字段', label: '名称', filter: '条件', sort: '排序', kind: '类型', group: '分列', date: '日期', actions: '操作', figures: '要点', tabs: '标签页', visible_when: '何时显示', required_when: '何时必填', read_only_when: '何时只读', status: '状态', zh: '中文', en: '英文' } as Record<string, string>,
  },
  views: {
    empty: '未填', more: '还有 {{n}} 条', moved: '「{{title}}」已移到「{{column}}」', board: '看板', column: '{{name}}，{{n}} 条', none: '没有', keys: '方向键选择，Shift+←→ 移动卡片，Enter 打开', calendar: '日历', earlier: '上个月', later: '下个月', gallery: '卡片', loadMore: '加载更多', group: '分组', groupBy: '按{{name}}分组',
    total: '合计 {{name}} {{value}}', bin: '回收站', leaveBin: '离开回收站', binEmpty: '回收站是空的', binTitle: '{{name}}的回收站', restore: '恢复', purge: '彻底删除', restored: '已恢复 {{n}} 条', purged: '已彻底删除 {{n}} 条', purgeConfirm: '彻底删除选中的 {{n}} 条？不能恢复。', 
    noEngine: '条件没有加载出来，按条件显示的字段现在全部显示。',
  },
}
