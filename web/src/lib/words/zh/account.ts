export const zhAccount = {
  account: {
    title: '账号与安全', factors: '第二种验证方式', factorsHelp: '添加后，登录除了密码还要它，别人拿到密码也进不来。', needed: '您的角色必须有第二种验证方式；最后一个不能移除。',
    add: '添加验证方式', totp: '验证器', passkey: '通行密钥', addTotp: '用手机上的验证器应用', addPasskey: '用通行密钥（指纹、人脸或安全密钥）',
    scan: '用验证器应用扫描这个二维码，再输入它显示的 6 位验证码。', qr: '验证器的二维码', byHand: '扫不了？手工输入密钥：', confirm: '确认并添加', added: '已添加第二种验证方式',
    codes: '恢复码', codesWhy: '手机或密钥丢了时，每个恢复码可以代替一次验证码。只显示这一次，请抄下或打印，放在安全的地方。', codesLeft: '恢复码还剩 {{n}} 个', renew: '重新生成恢复码', renewWhy: '以前的恢复码全部失效。',
    remove: '移除', removeTitle: '移除「{{name}}」', removeWhy: '移除后登录不再要它。', since: '添加于 {{at}}', used: '最近使用 {{at}}', neverUsed: '没有用过',
    changed: '密码已修改，其他会话已结束', sessions: '登录的设备', here: '当前会话', opened: '登录于 {{at}}', unknownDevice: '未知设备', end: '结束会话', endOthers: '结束其他会话', ended: '已结束这个会话', endedOthers: '其他会话都已结束',
    nameOthers: '请指定另外两位管理员：他们与系统管理员互相制约，不能是同一人。', name_security: '指定安全管理员', name_auditor: '指定审计管理员',
    tokens: '接口令牌', tokensHelp: '给程序用，权限不超过您自己，并按范围收窄。到期、重置密码或停用后失效。', makeToken: '新建接口令牌', tokenName: '用途', tokenDays: '有效天数', tokenObjects: '只能用于这些对象', allObjects: '全部对象', readOnly: '只读',
    tokenMade: '接口令牌已生成', tokenOnce: '令牌只显示这一次，请马上保存到使用它的程序里。', until: '{{at}} 到期', revoke: '吊销', revokeTitle: '吊销「{{name}}」', revokeWhy: '用它的程序马上不能再访问，不可恢复。',
  },
}
