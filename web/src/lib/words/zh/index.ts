import { zhAccount } from './account'
import { zhBuild } from './build'
import { zhBusiness } from './business'
import { zhGuide } from './guide'
import { zhPages } from './pages'
import { zhPapers } from './papers'
import { zhRights } from './rights'
import { zhViews } from './views'

const zhFrame = {
  app: { name: '筑信', tagline: '信贷客户管理系统' },
  login: {
    title: '登录', username: '用户名', password: '密码', submit: '登录',
    expired: '登录已过期，请重新登录。登录后回到刚才的页面。',
    needUser: '请输入用户名', needPassword: '请输入密码',
    hint: '演示环境：账号和密码见启动窗口（make run），所有人共用，也不需要第二种验证方式。正式使用时各人自设密码，管理员须有第二种验证方式。',
    secondTitle: '第二步验证', secondWhy: '{{name}}，请用您的第二种验证方式确认是本人。', code: '验证码', codeHelp: '验证器应用显示的 6 位数字；也可以输入一个恢复码。', usePasskey: '用通行密钥', passkeyGivenUp: '没有完成通行密钥验证，请重试', goOn: '继续',
    lost: '手机和密钥都丢了、恢复码也没有？请联系安全管理员。', setUpTitle: '添加第二种验证方式', setUpWhy: '{{name}}，您的角色除了密码还需要第二种验证方式。添加后继续。', kept: '已妥善保存，继续',
    stepUpTitle: '请再次验证身份', stepUpWhy: '查看敏感信息、付款和改权限之前，要确认是您本人。验证后 10 分钟内不再询问。',
    providerRefused: '统一登录没有完成：您可能还不是本系统的用户，请重试或联系管理员。', providerAway: '统一登录暂时不可用，请稍后再试，或用密码登录。',
    changeTitle: '修改密码', changeWhy: '{{name}}，请先设置一个新密码，再继续使用。', change: '修改密码并继续',
    setTitle: '设置密码', setFor: '{{name}}（用户名 {{username}}），请设置您自己的密码。这个链接只能用一次。', set: '设置密码并登录', toLogin: '去登录',
    rules: '至少 {{length}} 个字符。可以是一句只有您知道的话。不要用姓名、用户名、键盘上相邻的字符或常见密码。', present: '当前密码',
    newPassword: '新密码', again: '再输一次新密码', tooShort: '至少 {{length}} 个字符', differs: '两次输入的密码不一致',
  },
  link: { title: '一次性链接', why: '请把这个链接交给本人，由本人设置密码。它只显示这一次，只能用一次，{{at}} 前有效。' },
  frame: {
    menu: '菜单', collapse: '收起菜单', expand: '展开菜单', skip: '跳到正文', admin: '管理',
    businessDate: '营业日 {{date}}', tasks: '我的待办', tasksCount: '我的待办，{{count}} 件', jobs: '后台任务', language: '切换语言',
    toDark: '切换到深色', toLight: '切换到浅色', user: '账户', logout: '退出登录', roles: '角色', department: '部门',
    demo: '演示环境', demoLoading: '正在准备演示数据 {{percent}}%',
  },
  search: {
    open: '搜索', placeholder: '搜姓名、手机号、编号、页面', hint: '按 / 或 Ctrl+K', none: '没有找到「{{q}}」。试试全号、全名或编号的前几位。',
    pages: '页面', start: '输入两个字以上开始搜索。手机号和身份证号需输入全号。', move: '↑↓ 选择，Enter 打开',
  },
  jobs: {
    title: '后台任务', none: '没有后台任务。日终、导入、批量操作会在这里显示进度。', cancel: '取消任务', left: '约剩 {{time}}',
    status: { queued: '排队中', running: '进行中', completed: '已完成', failed: '失败', canceled: '已取消' },
    canceled: '已请求取消「{{name}}」', minutes: '{{n}} 分钟', seconds: '{{n}} 秒', doneOf: '{{done}} / {{total}}',
    progress: '任务进度', started: '开始 {{at}}',
  },
  common: {
    save: '保存', cancel: '取消', close: '关闭', edit: '编辑', delete: '删除', create: '新建', createOf: '新建{{name}}', retry: '重试', back: '返回',
    more: '更多操作', loadMore: '加载更多', all: '全部', yes: '是', no: '否', none: '无', empty: '—', loading: '正在加载', open: '打开',
    confirm: '确定', discard: '放弃', apply: '应用', reset: '重置', copy: '复制', copied: '已复制', search: '搜索', view: '查看',
    table: '表格', chart: '图', reason: '原因', asOf: '截至 {{date}}', people: '人', count: '{{n}} 条', download: '下载', explain: '怎么算的',
    export: '导出表格', field: '字段', before: '之前', after: '之后', details: '其他资料',
  },
  marks: { list: '、', part: '，', colon: '{{name}}：{{value}}', aside: '{{name}}（{{aside}}）', quoted: '「{{name}}」' },
  error: {
    unknown: '操作没有完成。', network: '连不上服务器。请检查网络后重试。', server: '服务器出了问题，本次操作没有完成。请稍后重试。',
    reference: '参考号 {{id}}', title: '没有加载出来', notFound: '没有这个页面', notFoundHelp: '地址可能写错了，或者记录已被删除。',
    noRight: '您的角色不能查看这里', noRightHelp: '需要时请联系管理员调整角色。', page: '这个页面出了问题', home: '回工作台',
    newVersion: '系统已更新，请刷新页面。', refresh: '刷新',
  },
  list: {
    views: '视图', search: '在{{name}}中搜索', filter: '筛选', allOf: '全部满足', anyOf: '任一满足', allOrAny: '点击切换：全部满足，或任一满足', addFilter: '添加条件', columns: '列', columnsReset: '恢复默认列', total: '共 {{n}} 条',
    countTotal: '精确合计', about: '约 {{n}} 条', selected: '已选 {{n}} 条', clearSelection: '取消选择', selectAll: '选择已加载的全部行', selectRow: '选择这一行', end: '到底了，共 {{n}} 条',
    empty: '这里还没有{{name}}', emptyFiltered: '没有符合条件的{{name}}', clearFilters: '清除条件', sortAsc: '升序', sortDesc: '降序',
    quick: '快速查看', openRecord: '打开详情', reveal: '显示完整内容', revealTitle: '查看「{{field}}」的完整内容', revealReason: '查看原因',
    revealHelp: '查看会记入审计日志。', revealShow: '查看', revealed: '完整内容只在这里显示，30 秒后隐藏。', keys: '快捷键：j/k 上下，Enter 打开，x 选择，e 编辑，/ 搜索，Shift+方向键选格，Ctrl+C/V 复制粘贴', sort: '排序',
    removeFilter: '去掉条件「{{words}}」', editFilter: '修改条件「{{words}}」', exportNone: '', bulkEdit: '批量修改', bulkClears: '不填就是清空这个字段。', bulkBin: '它们会进回收站，可以恢复。', bulkGone: '删除后不能恢复。', bulkDone: '{{name}}：{{ok}} 条完成', bulkFailed: '{{name}}：{{ok}} 条完成，{{bad}} 条没有完成', loaded: '已加载 {{n}} 条',
    value: '值', condition: '条件', chooseField: '选择字段', asc: '{{name}} 升序', desc: '{{name}} 降序',
  },
  op: {
    eq: '是', ne: '不是', lt: '小于', le: '不大于', gt: '大于', ge: '不小于', in: '是其中之一', not_in: '不是其中任何一个', contains: '包含',
    starts_with: '开头是', is_null: '为空', not_null: '不为空', between: '在…之间', within: '在最近', has: '含有', has_all: '含有全部', not_has: '不含', under: '属于（含下级）',
    before: '早于', after: '晚于', onOrBefore: '不晚于', onOrAfter: '不早于', and: '且', or: '或', not: '不满足', betweenWords: '在 {{a}} 到 {{b}} 之间',
    me: '我', today: '今天',
  },
  form: { fixedNow: '按表单的条件，现在不能修改', fixedWhy: '现在不能修改，因为 {{when}}', notAsked: '按表单的条件，现在不用填', needed: '必填', pages: '分页', back: '上一步', next: '下一步',
    required: '请填写{{name}}', requiredChoice: '请选择{{name}}', tooLong: '最多 {{n}} 个字', tooSmall: '不能小于 {{n}}', tooLarge: '不能大于 {{n}}', notNumber: '请输入数字',
    notMoney: '请输入金额，例如 120,000.00', notDate: '请输入日期，例如 2026-01-05', badPhone: '请输入 11 位手机号或带区号的座机号', badId: '身份证号不对，请核对 18 位号码',
    badCard: '银行卡号不对，请核对', badEmail: '请输入邮箱，例如 name@company.cn', badJson: '不是有效的 JSON',
    badUrl: '请输入网址，例如 https://company.cn', badRating: '请选 1 到 {{n}} 星', badUscc: '统一社会信用代码不对，请核对 18 位代码', badLocation: '纬度为 -90 到 90，经度为 -180 到 180，最多 7 位小数',
    badAddress: '请选择省市区并填写详细地址', latitude: '纬度', longitude: '经度', division: '省 / 市 / 区', addressDetail: '街道、门牌号', sign: '签名', signHere: '在框内签名', mustSign: '请在「{{name}}」处签名', signClear: '重签', signKeep: '用这个签名', signAgain: '重新签名', chooseImage: '选择图片', faults: '有 {{n}} 处需要修改', draftRestored: '已恢复上次没提交的内容。',
    draftDiscard: '清空重填', submitHint: 'Ctrl+Enter 提交', optional: '选填', chooseFile: '选择文件', uploading: '正在上传 {{name}}', alike: '可能已经有了，请先看看再新建', typeToSearch: '输入文字查找',
    pictured: '图片', rows: '{{count}} 行', noRows: '还没有{{name}}', inRow: '第 {{n}} 行：{{fault}}', cell: '第 {{n}} 行 {{name}}', keepRow: '保留第 {{n}} 行', dropRow: '删除第 {{n}} 行', addRow: '添加{{name}}',
    mustAgree: '需要勾选{{name}}', keepMasked: '留空则不改动', yuan: '元', searchNone: '没有找到', scale: '最多 {{n}} 位小数',
  },
  detail: {
    duplicates: '可能与 {{count}} 条记录重复', duplicatesMore: '还有 {{n}} 条', agree: '相同：{{fields}}', merge: '合并', behindMask: '隐藏部分可能不同', mergeWith: '把「{{title}}」并入这条记录', mergeAlike: '两条记录的值都一样。指向「{{title}}」的记录、文件、流程和动态都归到这条记录，它自己进回收站。', mergeHelp: '逐项选择保留哪一个。指向「{{title}}」的记录、文件、流程和动态都归到这条记录，它自己进回收站。', this: '这条记录', other: '并入的记录', merged: '已并入「{{title}}」，{{count}} 条记录改为指向这里',
    allChanges: '全部动态', historyOf: '只看某个字段的修改历史',
    comment: '写评论，@ 提到同事，Ctrl-Enter 发送', sayIt: '发送', overview: '概览', timeline: '动态', noTimeline: '还没有动态。操作和变更会记在这里。', unsaved: '有 {{n}} 处改动没保存', restored: '已恢复上次没保存的改动',
    saved: '已保存：{{fields}}', conflict: '这条记录刚被别人改过', conflictHelp: '逐项选择保留哪一个，再保存。', mine: '我的', theirs: '现在的', conflictSave: '按选择保存',
    deleted: '已删除{{name}}「{{title}}」', deleteConfirm: '删除{{name}}「{{title}}」？删除后不能恢复。', binConfirm: '删除{{name}}「{{title}}」？它会进回收站，可以恢复。', editField: '修改{{name}}', actions: '操作', related: '{{name}}',
    emptyTab: '还没有{{name}}', panelUnknown: '这个版本还不能显示「{{name}}」。', created: '已新建{{name}}「{{title}}」', newOf: '新建{{name}}', system: '系统',
    changed: '{{field}}：{{old}} → {{new}}', unseen: '（已删除或无权查看）', leave: '有改动没保存，已存为草稿。', readOnly: '系统计算', openFull: '打开完整页面', notFound: '没有这条记录，或者您看不到它。',
  },
  action: { done: '「{{title}}」：{{name}}完成', doneBare: '{{name}}完成', notNow: '当前状态下不能{{name}}', running: '正在提交', view: '查看{{name}}' },
  home: {
    hello: '{{name}}，{{day}}', tasks: '我的待办', noTasks: '没有待办。分配给您或您所在角色的审批会出现在这里。', allTasks: '全部待办', figures: '今日', due: '{{when}}到期', overdue: '已超期',
    portfolio: '资产组合', more: '完整分析',
  },
}

export const zh = { ...zhFrame, ...zhAccount, ...zhBusiness, ...zhBuild, ...zhGuide, ...zhPages, ...zhPapers, ...zhRights, ...zhViews }
export type Words = typeof zh
