import type { Policy } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';

/** What Emberlot's support desk is like: the default policy, with its hours, its promises and the address of a ticket's page. */
export const demoPolicy: Policy = {
  ...defaultPolicy,
  version: 'emberlot-1',
  calendars: [
    {
      key: 'desk',
      label: 'while the desk is open',
      zone: 'Europe/London',
      hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
    },
  ],
  targets: [
    { measure: 'respond', level: 'urgent', max: 1, unit: 'hours' },
    { measure: 'respond', level: 'high', max: 4, unit: 'hours', calendar: 'desk' },
    { measure: 'respond', max: 1, unit: 'days', calendar: 'desk' },
  ],
  routes: { list: '/app', new: '/app', thread: '/tickets/:id' },
};
