export const zhPages = {
  pages: {
    count: '数量', measureOf: { sum: '{{name}}合计', avg: '平均{{name}}', min: '最小{{name}}', max: '最大{{name}}' } as Record<string, string>,
    chartOf: '{{object}}按{{by}}的{{measure}}', drawn: '只画前 {{n}} 项，表格里有全部 {{all}} 项', unreadable: '您的角色看不到这一块', noAddress: '还没有网址', noButtons: '这里没有您可用的按钮', empty: '这个页面还没有内容',
    needsRecord: '没有指定{{name}}', needsRecordHelp: '从记录或列表的按钮打开这个页面，就会带上它。', more: '增加', less: '减少',
    span: { today: '今天', this_week: '本周', this_month: '本月', this_quarter: '本季度', this_year: '今年' }, sameDays: { today: '昨天全天', this_week: '上周同期', this_month: '上月同期', this_quarter: '上季度同期', this_year: '去年同期' }, before: { today: '昨天全天', this_week: '上周全周', this_month: '上月全月', this_quarter: '上季度全季', this_year: '去年全年' },
    kinds: { list: '列表', form: '表单', record: '记录', related: '关联记录', chart: '图表', number: '数字', text: '文字', buttons: '按钮', frame: '外部网页' },
  },
  notify: {
    title: '通知', readAll: '全部标为已读', none: '没有通知', noneHelp: '有人在评论里 @您，或您关注的记录有变动时，会出现在这里。', unread: '未读', mentioned: '{{who}} 在评论里提到您', followed: '{{who}}：{{what}}', count: '通知，{{count}} 条未读',
    follow: '关注', following: '已关注', followHelp: '关注后，别人修改或评论这条记录时通知您',
  },
  packages: {
    rolesWait: '已安装方案包「{{name}}」的其余部分；其中的角色等安全管理员复核后生效',
    title: '方案包', help: '把对象、表单、流程、页面和角色打成一个文件，从测试环境带到生产环境。安装前先看改动，本地改过的不会被覆盖。', export: '导出', bring: '安装方案包', name: '名称', key: '编码', version: '版本', brought: '内容', since: '安装时间', uninstall: '卸载',
    count: { objects: '{{count}} 个对象', fields: '{{count}} 个字段', definitions: '{{count}} 个定义', roles: '{{count}} 个角色' }, previewOf: '方案包 {{name}} 第 {{n}} 版会做什么', install: '安装', nothing: '与现在的完全一致，没有要改的。', sameCount: '另有 {{count}} 项与现在一致。', changes: '改动', part: '类型', change: '改动', choice: '取舍', take: '采用方案包的',
    changed: { added: '新增', changed: '更新', same: '一致', kept: '本地改过，保留', conflict: '两边都改过', withdrawn: '不再包含' }, differences: '{{count}} 处不同', withdraw: '撤下方案包不再包含的定义', installed: '方案包 {{name}}：新增 {{added}} 项，更新 {{changed}} 项，撤下 {{withdrawn}} 项',
    uninstallOf: '卸载方案包「{{name}}」', uninstallHelp: '有记录的对象只归档，字段进回收站，本地改过的定义、角色和记录都留下。', outcome: '结果', why: '原因', outcomes: { withdrawn: '撤下', deleted: '删除', archived: '归档', binned: '放进回收站', kept: '保留' }, uninstalled: '方案包「{{name}}」已卸载',
    where: { characteristics: '评分项', bins: '分档', when: '条件', then: '结果', outputs: '输出', values: '值', label: '名称', label_plural: '列表名称', description: '说明', icon: '图标', title_field: '标题字段', archived: '已归档', name: '名称', parent: '上级部门', zh: '中文', en: '英文', objects: '对象', actions: '操作', menu: '菜单', fields: '字段', scope: '范围', views: '视图', form: '表单', detail: '详情页', options: '选项', required: '必填', kind: '类型', help: '帮助', columns: '列', items: '菜单项', nodes: '节点', steps: '步骤', rows: '行', blocks: '区块', title: '标题', key: '编码' }, faulty: '方案包有 {{count}} 处要改，什么也没有安装：', exportTitle: '导出方案包', keyHelp: '小写字母、数字和下划线', choose: { objects: '对象（连同字段和布局）', definitions: '页面、流程、决策、模板和菜单', roles: '角色' },
    parts: { object: '对象', field: '字段', layout: '布局', menu: '菜单', page: '页面', process: '流程', decision: '决策', print: '打印模板', external_form: '外部表单', template: '合同模板', role: '角色', record: '记录', unique_keys: '不可重复的字段组', department: '部门' } as Record<string, string>,
  },
  pageDesigner: {
    pages: '页面', create: '新建页面', none: '还没有自定义页面', noneHelp: '把列表、图表、数字、文字和按钮摆在一起，做成看板、工作台或办事页面。', title: '名称', titleEn: '英文名称',
    blocks: '区块', add: '添加{{name}}', start: '把左边的区块拖到这里，或在区块上按 Enter', thePage: '页面', titleOf: '页面「{{name}}」', open: '打开', resize: '拖动改变大小', keys: '方向键移动，Shift+方向键改大小，Alt+方向键换一块，Delete 移除，Ctrl+Z 撤销，Ctrl+Shift+Z 重做',
    placeOf: '第 {{x}} 列第 {{y}} 行，宽 {{w}} 高 {{h}}', place: '位置和大小', places: { x: '列', y: '行', w: '宽', h: '高' }, removeBlock: '移除这一块', object: '对象', limit: '最多几条', measure: '数值', measureField: '哪个字段的数值', shape: '图形', shapes: { bar: '柱状图', line: '折线图', pie: '环形图', funnel: '漏斗图' },
    by: '按什么分组', bucket: '日期按', buckets: { day: '日', week: '周', month: '月', quarter: '季', year: '年' }, compare: '期间和对比', against: '和什么比', noCompare: '不限期间', parameter: '哪个参数', noParameters: '页面还没有参数，先在页面属性里添加', byParameter: '按参数 {{key}} 筛选', fromParameter: '参数 {{key}}',
    presets: '预先填好', values: '传给操作的值', pairKey: '第 {{n}} 项', pairValue: '第 {{n}} 项的值', addPair: '添加一项', addButton: '添加按钮', newButton: '按钮 {{n}}', does: '点了做什么', process: '流程', noProcess: '没有可以手动发起的流程', buttonKinds: { process: '发起流程', action: '执行操作', page: '打开页面', list: '打开列表', record: '打开记录', url: '打开网址' }, action: '操作', page: '页面', address: '网址',
    text: { zh: '内容', en: '英文内容' }, markdown: '可用 Markdown：# 标题，**加粗**，- 列表，[名称](网址)', roles: '哪些角色能打开', everybody: '所有人', parameters: '参数', addParameter: '添加参数', parameterKey: '参数 {{n}} 的编码', parameterKind: '参数 {{n}} 的类型', parameterObject: '参数 {{n}} 的对象', parameterDefault: '参数 {{n}} 的默认值', default: '默认值',
    parameterKinds: { record: '记录', text: '文字', number: '数字', date: '日期', boolean: '是否' }, intoMenu: '发布后放进菜单',
    parts: { title: '名称', icon: '图标', roles: '角色', parameters: '参数', blocks: '区块', x: '列', y: '行', w: '宽', h: '高', object: '对象', columns: '列', filter: '条件', sort: '排序', limit: '条数', view: '视图', measure: '数值', shape: '图形', by: '分组', compare: '对比', span: '期间', against: '和什么比', text: '内容', buttons: '按钮', presets: '预填', parameter: '参数', via: '关联', url: '网址', label: '名称', zh: '中文', en: '英文', kind: '类型', key: '编码', default: '默认值', items: '菜单项', homes: '首页', page: '页面', path: '内置页面', field: '字段', op: '比较', value: '值', and: '且', or: '或' } as Record<string, string>,
  },
  menuEditor: {
    busy: '菜单有未发布的草稿，页面没有放进去。请到「菜单」里添加。', withPage: '随页面发布',
    menu: '菜单', add: '添加菜单项', remove: '移除这一项', leadsTo: '指向', targets: { object: '对象列表', page: '自定义页面', path: '内置页面', url: '网址', items: '分组' }, icon: '图标', roles: '哪些角色能看到', byRight: '不选：能打开它的人', byGrant: '不选：按角色权限里的菜单', homes: '角色首页', homesHelp: '有自己首页的角色，进来先看到它；没有的看到工作台。一人多个角色时，以她的第一个角色为准。',
    keys: '↑↓ 选择，Shift+↑↓ 移动，Shift+→ 放进上面的分组，Shift+← 移出分组，Enter 属性，Delete 移除，Ctrl+Z 撤销',
    installed: { '/': '工作台', '/inbox': '审批', '/reviews': '复核', '/collections': '催收', '/portfolio': '组合', '/quote': '试算', '/admin/objects': '对象', '/admin/pages': '页面', '/admin/prints': '打印模板', '/admin/forms': '外部表单', '/admin/menu': '菜单', '/admin/packages': '方案包', '/admin/roles': '角色', '/admin/access': '谁能看到', '/admin/audit': '审计', '/admin/day-end': '日终', '/admin/users': '用户' },
  },
}
