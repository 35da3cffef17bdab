export const zhPapers = {
  external: { maxSize: '最大 {{n}} MB', taken: '已提交', submit: '提交', needConsent: '请先勾选同意' },
  papers: {
    print: '打印', printOf: '打印：{{name}}', printing: '正在生成 {{n}} 份，完成后在「任务」里打开', prints: '打印模板', forms: '外部表单', create: '新建', none: '还没有，先新建一个', name: '名称', key: '编码', keyHelp: '小写字母、数字和下划线，以后不能改', object: '对象', state: '状态', draft: '有草稿', open: '打开文件',
    paper: '纸张', papers: { a3: 'A3', a4: 'A4', a5: 'A5', b5: 'B5', letter: 'Letter' }, landscape: '横向', margin: '页边距（毫米）', header: '页眉', footer: '页脚', numbers: '显示页码', blocks: '区块', settings: '模板设置', preview: '预览', noRecord: '这个对象还没有您能看到的记录，无法预览', page: '第 {{n}} 页', remove: '移除这一块', insert: '插入字段', formats: '{字段} 插入值，{引用.字段} 取关联记录，{= 表达式} 计算；| capital 大写金额，| long 长日期',
    kinds: { heading: '标题', text: '文字', fields: '字段表', rows: '子表', image: '图片', qr: '二维码', divider: '分隔线', signature: '签字栏', page_break: '换页' } as Record<string, string>, text: '内容', textEn: '英文内容', level: '级别', align: '对齐', aligns: { left: '左', center: '中', right: '右' }, size: '字号', columns: '列数', fields: '字段', table: '子表', picture: '图片文件（PNG、JPEG，最大 200 KB）', pictureField: '或用记录里的图片', width: '宽（毫米）', when: '何时出现', labels: '签字人，用顿号分开', tooLarge: '图片超过 200 KB',
    title: '标题', titleEn: '英文标题', intro: '说明', thanks: '提交后的话', consent: '同意文字（填了就必须勾选）', asked: '填写的字段', help: '{{name}}的提示', required: '必填', opens: '开放日期', closes: '截止日期', quota: '最多几份', once: '每人一次，以此字段分辨', department: '归属部门（没有归属人时）', maxSize: '最大（MB）', fileTypes: '文件类型', allTypes: '都可以', owner: '归属人', link: '链接', openForm: '开放表单', close: '关闭表单', renew: '换新链接', copy: '复制链接', copied: '已复制', download: '下载二维码', received: '已收到 {{n}} 份', on: '开放中', off: '已关闭', publishFirst: '发布后才能开放', roles: '哪些角色能打印', all: '所有能看到记录的人',
  },
}
