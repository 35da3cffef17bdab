import type { zhPages } from './zh-pages'

export const enPages: typeof zhPages = {
  pages: {
    count: 'Count', measureOf: { sum: 'Sum of {{name}}', avg: 'Average {{name}}', min: 'Least {{name}}', max: 'Greatest {{name}}' },
    chartOf: '{{object}} by {{by}}: {{measure}}', drawn: 'the first {{n}} are drawn, the table has all {{all}}', unreadable: 'Your role does not see this part', noButtons: 'No button here for you', empty: 'This page has no content yet',
    needsRecord: 'No {{name}} is given', needsRecordHelp: 'Open this page by a button on a record or a list, which names it.', more: 'More', less: 'Less',
    span: { today: 'today', this_week: 'this week', this_month: 'this month', this_quarter: 'this quarter', this_year: 'this year' }, before: { today: 'All of yesterday', this_week: 'All of last week', this_month: 'All of last month', this_quarter: 'All of last quarter', this_year: 'All of last year' },
    kinds: { list: 'List', form: 'Form', record: 'Record', related: 'Related records', chart: 'Chart', number: 'Number', text: 'Text', buttons: 'Buttons', frame: 'Other site' },
  },
}
