export const zhGuide = {
  guide: {
    title: '新手引导', offer: '第一次用？花两分钟，在真实页面上认识要用的功能。', start: '开始引导', decline: '不用了', step: '{{now}} / {{total}}',
  },
  help: {
    title: '帮助', search: '在帮助里搜索', all: '全部主题', none: '帮助里没有「{{q}}」。换个说法试试。',
    groups: { everyday: '日常', lending: '业务', building: '搭建', administration: '管理' },
  },
}
