export const texts = import.meta.glob<string>('../../../../docs/help/zh/*.md', { query: '?raw', import: 'default', eager: true })
