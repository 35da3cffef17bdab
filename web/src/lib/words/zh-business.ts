export const zhBusiness = {
  inbox: {
    title: '审批', none: '没有待办。新的审批到了会出现在这里。', choose: '从左边选一件', approve: '通过', reject: '拒绝', submit: '提交', claim: '领取', opinion: '意见', opinionHelp: '拒绝时必填',
    opinionNeeded: '拒绝需要写明意见', phrases: '常用语', phrase1: '资料齐全，同意。', phrase2: '收入与负债核实无误，同意。', phrase3: '负债过高，拒绝。', phrase4: '资料不实，拒绝。',
    approved: '已通过「{{title}}」', rejected: '已拒绝「{{title}}」', submitted: '已提交「{{title}}」', claimed: '已领取「{{title}}」', next: '已打开下一件：{{title}}', allDone: '全部处理完了',
    facts: '申请', earlier: '同一客户的其他进件', noEarlier: '没有其他进件', list: '待办列表', openSubject: '打开完整页面', mine: '我的', all: '全部', done: '已处理', gone: '这件待办已被处理。', toFill: '请填写', toCheck: '供核对', changedTo: '他人已改为「{{value}}」，请核对', staleForm: '记录刚被他人修改。请核对后再提交一次。', backToList: '回到列表',
  },
  decision: {
    title: '决策', none: '还没有决策。提交审批后由规则给出。', outcome: { approve: '建议通过', refer: '建议人工审核', decline: '建议拒绝' }, score: '评分', band: '分档', reasons: '规则', hit: '触发', notHit: '未触发',
    lines: '评分明细', characteristic: '特征', value: '取值', points: '得分', base: '基准分', sum: '合计', facts: '依据的数据', noneHit: '没有触发任何规则', explain: '评分 = 基准分 + 各特征得分之和；触发的规则决定结论。',
  },
  documents: {
    title: '文件', none: '还没有文件。合同、证件、流水放在这里。', upload: '上传文件', uploaded: '已上传「{{name}}」', preview: '预览', tooBig: '文件超过 20 MB，请压缩后再传',
  },
  process: {
    title: '流程', none: '还没有进入流程。', history: '经过', version: '第 {{n}} 版', now: '当前', status: { running: '进行中', completed: '已结束', rejected: '已拒绝', canceled: '已取消' },
    outcome: { approve: '通过', reject: '拒绝', submit: '提交', approved: '通过', rejected: '拒绝', submitted: '提交', completed: '完成' },
    graph: '流程图：已走过 {{path}}；现在在 {{current}}',
  },
  loan: {
    position: '截至某日的情况', asOf: '截至日期', today: '今天', outstanding: '未还本金', accrued: '应计利息', overdue: '逾期金额（含罚息）', penalty: '罚息', credit: '溢缴款', dpd: '逾期天数', bucket: '逾期阶段', classification: '五级分类',
    payoff: '结清金额', nextDue: '下期应还', days: '{{n}} 天',
    class: { normal: '正常', special_mention: '关注', substandard: '次级', doubtful: '可疑', loss: '损失' },
    explainTitle: '结清金额怎么算的', explainDay: '按 {{date}} 的情况逐项相加，未还本金加上到当日为止的利息、费用和罚息，减去溢缴款。', overdueFee: '已到期费用', overdueInterest: '已到期利息', compound: '复利', other: '其他（按产品约定，如提前还款费）', sum: '合计',
    schedule: '还款计划', number: '期', dueDate: '应还日', principal: '本金', interest: '利息', fee: '费用', payment: '应还', balance: '剩余本金', paid: '已还', status: '状态',
    statusOf: { upcoming: '未到期', due: '本期', overdue: '逾期', paid: '已还清' }, total: '合计',
    rates: '年化利率', nominal: '名义年化', effective: '实际年化', xirr: 'XIRR', daily: '日利率', rateExplain: '名义年化 = 每期内部收益率 × 一年的期数；实际年化 = (1 + 每期内部收益率)^期数 − 1；XIRR 按实际日期折算。都计入借款人支付的全部费用（央行公告〔2021〕第 3 号）。',
    transactions: '交易', noTransactions: '还没有交易。', valueDate: '起息日', bookingDate: '记账日', kind: '类型', amount: '金额', allocation: '分配', reversed: '已冲正', reference: '参考号',
    journal: '分录', noJournal: '还没有分录。', account: '科目', debit: '借', credit2: '贷', event: '事件', journalOf: { disbursed: '放款', repaid: '还款', settled_early: '提前结清', charged: '收费', waived: '减免', reversed: '冲正', accrued: '计提', accrual_adjusted: '调整计提', fell_due: '到期', credit_used: '用溢缴款' }, component: { principal: '本金', interest: '利息', fee: '费用', penalty: '罚息', compound: '复利', credit: '溢缴' },
  },
  quote: {
    title: '贷款试算', principal: '贷款金额', annual_rate: '年利率', repayment_method: '还款方式', periods: '期数', period_unit: '每期', start_date: '放款日', first_due_date: '首个还款日', day_count: '计息基础', rounding: '舍入', principal_grace_periods: '免本期数',
    holiday_rule: '遇节假日', run: '试算', more: '更多设置', less: '收起设置', result: '结果', empty: '填好左边的条件后点「试算」，这里显示每期还款和年化利率。', per: '每期还款', first: '首期还款', totalInterest: '总利息', totalPayment: '还款总额', feeAmount: '费用', feeTiming: '费用收取', feeHelp: '计入年化利率',
    method: { equal_installment: '等额本息', equal_principal: '等额本金', interest_first: '先息后本', bullet: '一次性还本付息', flat: '等本等息' }, unit: { month: '月', week: '周', day: '天' }, timing: { upfront: '放款时', per_period: '每期', at_end: '到期时' },
    round: { half_up: '四舍五入', half_even: '银行家舍入', down: '舍去', up: '进位' }, holiday: { none: '不顺延', following: '顺延', modified_following: '顺延但不跨月', preceding: '提前' }, perDay: '每天约 {{amount}}',
    explain: '等额本息：每期还款 P = A·r·(1+r)^n ÷ ((1+r)^n − 1)。利息按剩余本金逐期计算，每个金额只舍入一次，最后一期结清余额。',
  },
  collections: {
    title: '催收', none: '没有待联系的案件。逾期的贷款在日终后自动进入这里。', choose: '从左边选一个案件', contacts: '联系记录', promises: '还款承诺', noContacts: '还没有联系过', noPromises: '还没有承诺', queue: '催收队列', mine: '我的', all: '全部',
    guard: '22:00–08:00 不联系；每天最多联系借款人 3 次；不向第三方透露。', loan: '打开贷款', party: '打开客户',
  },
  portfolio: {
    title: '资产组合', funnel: '转化漏斗', funnelHelp: '各阶段的件数和金额', buckets: '逾期阶段分布', bucketsHelp: '按逾期阶段的未还本金', vintages: '账龄曲线', vintagesHelp: '放款月份的本金中逾期 30 天以上的占比，横轴为放款后的月数', bands: '评分分布', bandsHelp: '各分档的申请数、通过率和坏账率',
    stage: '阶段', n: '件数', amount: '金额', bucket: '阶段', outstanding: '未还本金', cohort: '放款月份', months: '{{n}} 月', band: '分档', applicants: '申请', approved: '通过', approvalRate: '通过率', badRate: '坏账率', none: '还没有数据。放款和日终之后会有。', share: '占比', monthsOnBook: '放款后月数',
  },
  admin: {
    users: '用户', roles: '角色与权限', audit: '审计日志', dayEnd: '日终',
    chooseRole: '从左边选一个角色', object: '对象', read: '看', create: '建', update: '改', delete: '删', scope: '范围', fieldRights: '字段权限', actionRights: '可用操作',
    scopes: { own: '本人', department: '本部门', tree: '本部门及下级', all: '全部' }, access: { hidden: '隐藏', masked: '脱敏', read: '只读', write: '可改' }, defaultAccess: '默认', saveGrants: '保存权限', grantsSaved: '已保存「{{name}}」的权限，下一次请求起生效', grantsPending: '权限变更已提交，等待另一位管理员复核',
    changedRights: '{{n}} 处改动没保存', newRole: '新建角色', fieldsOf: '{{n}} 个字段另有设置', searchObject: '查找对象', editFields: '设置{{name}}的字段权限', noRoles: '没有角色',
    key: '标识', kind: '类型', required: '必填', 
    custom: '自定义', origin: '来源', systemField: '系统', sensitivity: '敏感级别', fieldCount: '{{n}} 个字段',
    auditNone: '没有符合条件的记录', who: '谁', what: '做了什么', when: '什么时候', record: '记录', allObjects: '全部对象', changes: '变更', requestId: '参考号', auditHelp: '谁在什么时候做了什么。只能查看，不能修改。',
    businessDate: '当前营业日', runThrough: '运行到', run: '运行日终', dayEndHelp: '计提利息和罚息、更新逾期阶段和五级分类、开闭催收案件。重复运行不会改变结果。', dayEndStarted: '日终已开始，运行到 {{date}}', dayEndHistory: '运行记录', noRuns: '还没有运行过日终', dayEndDone: '日终已运行到 {{date}}', confirmRun: '把营业日推进到 {{date}}，共 {{n}} 天。推进后不能退回。',
  },
  outcome: {
    export_ask: '已申请导出 {{rows}} 行，批准后自动开始', export_approve: '已处理导出申请',
    view_save: '已保存视图「{{label}}」', view_change: '已改名为「{{label}}」',
    object_create: '已新建对象「{{label_zh}}」，可以添加字段了', object_change: '已保存对象「{{label_zh}}」', object_archive: '已归档', object_restore: '已恢复，可以继续使用', object_delete: '对象已删除', field_create: '已添加字段「{{label_zh}}」，列表和表单里已可用', field_change: '已保存字段「{{label_zh}}」', field_remove: '字段已移到回收站', field_restore: '字段已恢复，值都在', field_purge: '字段已彻底删除', definition_publish: '已发布，对所有人生效', definition_discard: '草稿已放弃', definition_roll_back: '已作为第 {{version}} 版重新发布',
    lead_assign: '已把「{{title}}」分配给 {{owner}}', lead_follow_up: '已记录对「{{title}}」的跟进', lead_convert: '「{{title}}」已转为客户，进件已建立', application_submit: '「{{title}}」已提交审批', contract_generate: '已生成「{{title}}」的合同', contract_sign: '合同「{{title}}」已签署',
    disbursement_request: '「{{title}}」已提交放款', disbursement_retry: '「{{title}}」已重新放款', loan_repay: '已入账还款 {{amount}} 元（{{title}}）', loan_settle_early: '「{{title}}」已提前结清', repayment_reverse: '还款「{{title}}」已冲正', collection_log_contact: '已记录对「{{title}}」的联系', collection_promise: '「{{title}}」承诺 {{promise_date}} 还 {{amount}} 元',
    collection_assign: '「{{title}}」已重新分配', user_create: '已新建用户 {{username}}', user_reset_password: '已重置「{{title}}」的密码', user_set_roles: '已更新「{{title}}」的角色', role_create: '已新建角色',
  },
}
