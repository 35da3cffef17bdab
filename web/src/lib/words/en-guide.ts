import type { zhGuide } from './zh-guide'

export const enGuide: typeof zhGuide = {
  help: {
    title: 'Help', search: 'Search the help', all: 'All topics', none: 'Nothing about “{{q}}” in the help. Try other words.',
    groups: { everyday: 'Everyday', lending: 'Lending', building: 'Building', administration: 'Administration' },
  },
}
