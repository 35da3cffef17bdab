export const zhPages = {
  pages: {
    count: '数量', measureOf: { sum: '{{name}}合计', avg: '平均{{name}}', min: '最小{{name}}', max: '最大{{name}}' } as Record<string, string>,
    chartOf: '{{object}}按{{by}}的{{measure}}', drawn: '只画前 {{n}} 项，表格里有全部 {{all}} 项', unreadable: '您的角色看不到这一块', noButtons: '这里没有您可用的按钮', empty: '这个页面还没有内容',
    needsRecord: '没有指定{{name}}', needsRecordHelp: '从记录或列表的按钮打开这个页面，就会带上它。', more: '增加', less: '减少',
    span: { today: '今天', this_week: '本周', this_month: '本月', this_quarter: '本季度', this_year: '今年' }, before: { today: '昨天全天', this_week: '上周全周', this_month: '上月全月', this_quarter: '上季度全季', this_year: '去年全年' },
    kinds: { list: '列表', form: '表单', record: '记录', related: '关联记录', chart: '图表', number: '数字', text: '文字', buttons: '按钮', frame: '外部网页' },
  },
}
