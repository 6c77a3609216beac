import type { Policy } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';

/** What Emberlot's support desk is like: the default policy, with its hours, its promises, projects, what a first answer holds and where its pages are. */
export const demoPolicy: Policy = {
  ...defaultPolicy,
  version: 'emberlot-2',
  fields: [
    ...defaultPolicy.fields,
    {
      key: 'project',
      kind: 'text',
      label: 'Project',
      hint: 'The roll-out or installation it belongs to, if there is one.',
      audience: 'staff',
    },
  ],
  baseFields: [...defaultPolicy.baseFields, 'project'],
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
  replyTemplate: [
    { key: 'acknowledgment', label: 'Acknowledgment', text: 'Thank you for writing. I have read it and take care of it.' },
    { key: 'questions', label: 'Questions for clarification', text: 'To understand it, I need to know: …' },
    { key: 'first-steps', label: 'First steps', text: 'Until then, please try: …' },
    { key: 'timeline', label: 'Estimated timeline', text: 'I expect to have news by …' },
  ],
  routes: { list: '/dashboard/support', new: '/dashboard/support/new', thread: '/dashboard/support/:id' },
};
