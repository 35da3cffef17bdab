export const zhGuide = {
  help: {
    title: '帮助', search: '在帮助里搜索', all: '全部主题', none: '帮助里没有「{{q}}」。换个说法试试。',
    groups: { everyday: '日常', lending: '业务', building: '搭建', administration: '管理' },
  },
}
