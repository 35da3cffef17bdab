import type { zhGuide } from '../zh/guide'
import type { WithOne } from '../plural'

export const enGuide: WithOne<typeof zhGuide> = {
  guide: {
    title: 'First steps', offer: 'New here? Two minutes on the real pages show what you will use.', start: 'Show me', decline: 'No, thanks', step: '{{now}} / {{total}}',
  },
  samples: {
    title: 'Sample data', with: 'Add {{n}} sample records as well; they can be removed in one go', present: '{{count}} records', present_one: '1 record', remove: 'Remove sample data', removeOf: 'Remove the sample data of “{{name}}”', going: '{{count}} sample records are deleted for good.', going_one: '1 sample record is deleted for good.', kept: 'Records that stay', also: 'Remove too', removed: '{{count}} sample records removed', removed_one: '1 sample record removed', removedBut: '{{count}} sample records removed, {{kept}} stay', removedBut_one: '1 sample record removed, {{kept}} stay',
  },
  environment: { production: 'Production', test: 'Test', sandbox: 'Sandbox', copied: 'Configuration copied {{at}}', exportAll: 'Export all configuration' },
  help: {
    title: 'Help', search: 'Search the help', all: 'All topics', none: 'Nothing about “{{q}}” in the help. Try other words.',
    groups: { everyday: 'Everyday', lending: 'Lending', building: 'Building', administration: 'Administration' },
  },
}
