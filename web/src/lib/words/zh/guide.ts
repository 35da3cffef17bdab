export const zhGuide = {
  guide: {
    title: '新手引导', offer: '第一次用？花两分钟，在真实页面上认识要用的功能。', start: '开始引导', decline: '不用了', step: '{{now}} / {{total}}',
  },
  samples: {
    title: '示例数据', with: '同时添加 {{n}} 条示例数据，随时可以一键移除', present: '{{count}} 条', remove: '移除示例数据', removeOf: '移除「{{name}}」的示例数据', going: '将彻底删除 {{count}} 条示例记录，不能恢复。', kept: '保留的记录', also: '也移除', removed: '已移除 {{count}} 条示例记录', removedBut: '已移除 {{count}} 条示例记录，保留 {{kept}} 条',
  },
  environment: { production: '生产环境', test: '测试环境', sandbox: '沙箱', copied: '配置复制于 {{at}}', exportAll: '导出全部配置' },
  help: {
    title: '帮助', search: '在帮助里搜索', all: '全部主题', none: '帮助里没有「{{q}}」。换个说法试试。',
    groups: { everyday: '日常', lending: '业务', building: '搭建', administration: '管理' },
  },
}
