import type { zhGuide } from './zh-guide'

export const enGuide: typeof zhGuide = {
  guide: {
    title: 'First steps', offer: 'New here? Two minutes on the real pages show what you will use.', start: 'Show me', decline: 'No, thanks', step: '{{now}} / {{total}}',
  },
  help: {
    title: 'Help', search: 'Search the help', all: 'All topics', none: 'Nothing about “{{q}}” in the help. Try other words.',
    groups: { everyday: 'Everyday', lending: 'Lending', building: 'Building', administration: 'Administration' },
  },
}
