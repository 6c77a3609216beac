import type { Policy, Status } from '../policy/policy.js';
import { usualAttachments } from './parts.js';

const openActions: Status['requesterActions'] = ['reply', 'resolve', 'dispute-severity'];

/** Four severities with response times, one of them around the clock; the team validates what the requester claims. */
export const severityHoursPolicy: Policy = {
  version: 'severity-hours-1',
  defaultLocale: 'en',
  fields: [
    { key: 'summary', kind: 'text', label: 'Summary', hint: 'One line that names the request.', required: true, maxLength: 120 },
    {
      key: 'description',
      kind: 'multiline',
      label: 'Details',
      hint: 'What you see, where, since when, and what it does to your business.',
      required: true,
    },
    {
      key: 'environment',
      kind: 'choice',
      label: 'Where does it happen?',
      required: true,
      options: [
        { key: 'production', label: 'Production' },
        { key: 'staging', label: 'Staging' },
        { key: 'test', label: 'A test set-up' },
      ],
    },
    { key: 'steps', kind: 'steps', label: 'Steps to reproduce' },
    { key: 'email', kind: 'email', label: 'Your e-mail', hint: 'Where we can reach you.', source: 'identity.email' },
  ],
  baseFields: ['summary', 'description', 'email'],
  types: [
    {
      key: 'best-practice',
      label: 'Best practice',
      description: 'How something is done well.',
      fields: [],
    },
    {
      key: 'configuration',
      label: 'Configuration guidance',
      description: 'How something is set up.',
      fields: ['environment'],
    },
    {
      key: 'break-fix',
      label: 'Break-fix',
      description: 'Something stopped working, or works wrongly.',
      fields: ['environment', 'steps'],
    },
  ],
  levels: [
    {
      key: 's0',
      label: 'S0 (Blocker)',
      rank: 0,
      guidance: 'Critical functionality has stopped working, with serious business impact.',
      examples: ['Replies of the bot come 20 seconds late', 'Chats are not assigned to agents'],
    },
    {
      key: 's1',
      label: 'S1 (High)',
      rank: 1,
      guidance: 'Major functionality has stopped working, with moderate business impact.',
      examples: ['The analytics report cannot be downloaded', 'Handing over to another bot does not work as expected'],
    },
    {
      key: 's2',
      label: 'S2 (Medium)',
      rank: 2,
      guidance: 'Minor functionality has stopped working, with limited business impact.',
      examples: ['The tool’s interface shows something wrong', 'Business changes do not show in the bot on staging'],
    },
    {
      key: 's3',
      label: 'S3 (Low)',
      rank: 3,
      guidance: 'An issue with the set-up, without business impact.',
      examples: ['The bot does not capture entities', 'The test bot gives no logs'],
    },
  ],
  priorityMode: 'validated',
  statuses: [
    {
      key: 'open',
      label: 'Open',
      meaning: 'Received; the team has yet to validate its severity.',
      phase: 'new',
      nextStep: 'The team validates the severity and answers here.',
      requesterActions: openActions,
    },
    {
      key: 'in-progress',
      label: 'In progress',
      meaning: 'The team works on it by the priority it decided.',
      phase: 'active',
      nextStep: 'The team writes here how it goes on.',
      requesterActions: openActions,
    },
    {
      key: 'waiting',
      label: 'Waiting for you',
      meaning: 'The team asked you something and goes on when you answer.',
      phase: 'waiting-requester',
      nextStep: 'Answer the last message here.',
      requesterActions: openActions,
    },
    {
      key: 'resolved',
      label: 'Resolved',
      meaning: 'Solved or answered, and waiting for you to confirm.',
      phase: 'resolved',
      nextStep: 'Tell us whether it is solved.',
      requesterActions: ['reply', 'confirm', 'reopen'],
    },
    {
      key: 'closed',
      label: 'Closed',
      meaning: 'Complete.',
      phase: 'closed',
      nextStep: 'Reopen it if it comes back.',
      requesterActions: ['reopen'],
    },
  ],
  numbering: { pattern: 'HM-######', mode: 'sequence' },
  calendars: [
    {
      key: 'business-hours',
      label: 'Business hours',
      zone: 'Europe/London',
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
    },
  ],
  targets: [
    { measure: 'respond', level: 's0', max: 1, unit: 'hours', calendar: 'always' },
    { measure: 'respond', level: 's1', max: 1, unit: 'hours', calendar: 'business-hours' },
    { measure: 'respond', level: 's2', max: 4, unit: 'hours', calendar: 'business-hours' },
    { measure: 'respond', level: 's3', max: 4, unit: 'hours', calendar: 'business-hours' },
  ],
  closeReasons: [
    { key: 'confirmed', label: 'You confirmed the solution', reopen: 'unlimited' },
    { key: 'staff', label: 'Closed by our team', reopen: 'unlimited' },
  ],
  attachments: usualAttachments,
  channels: {
    mail: [{ topic: 'Support', address: 'support@example.com' }],
    links: [{ label: 'Guides and tutorials', url: '/docs' }],
  },
};
