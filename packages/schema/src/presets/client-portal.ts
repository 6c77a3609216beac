import type { Policy } from '../policy/policy.js';
import { usualAttachments } from './parts.js';

/** A portal to an agency's clients: staff write the tickets, clients read what is shared with them, and closed is closed. */
export const clientPortalPolicy: Policy = {
  version: 'client-portal-1',
  defaultLocale: 'en',
  fields: [
    { key: 'summary', kind: 'text', label: 'Title', hint: 'A clear, short summary.', required: true, maxLength: 160 },
    {
      key: 'description',
      kind: 'multiline',
      label: 'Description',
      hint: 'All that belongs to the problem or the request.',
      required: true,
    },
    { key: 'project', kind: 'text', label: 'Project', hint: 'The project it belongs to.', audience: 'staff' },
    {
      key: 'estimateHours',
      kind: 'number',
      label: 'Estimate, in hours',
      hint: 'The time to solve it, for planning.',
      min: 0,
      max: 2000,
      audience: 'staff',
    },
  ],
  baseFields: ['summary', 'description', 'project', 'estimateHours'],
  types: [
    { key: 'bug', label: 'Bug', description: 'Something does not work.', fields: [] },
    { key: 'feature', label: 'Feature Request', description: 'Something new, or something better.', fields: [] },
    { key: 'question', label: 'Question', description: 'Something to explain.', fields: [] },
  ],
  levels: [
    {
      key: 'urgent',
      label: 'Urgent',
      rank: 0,
      guidance: 'The system is down or the client is severely affected, and it cannot wait.',
    },
    { key: 'high', label: 'High', rank: 1, guidance: 'A significant issue that affects the client’s work.' },
    {
      key: 'normal',
      label: 'Normal',
      rank: 2,
      guidance: 'A standard issue that needs attention and blocks nobody.',
      isDefault: true,
    },
    { key: 'low', label: 'Low', rank: 3, guidance: 'A minor issue, or a wish for something better.' },
  ],
  priorityMode: 'staff',
  statuses: [
    {
      key: 'open',
      label: 'Open',
      meaning: 'Received, and not yet being worked on.',
      phase: 'new',
      nextStep: 'Our team takes it up and writes here.',
      requesterActions: ['reply'],
    },
    {
      key: 'in-progress',
      label: 'In Progress',
      meaning: 'Someone is actively working on it.',
      phase: 'active',
      nextStep: 'Our team writes here what it finds.',
      requesterActions: ['reply'],
    },
    {
      key: 'resolved',
      label: 'Resolved',
      meaning: 'Fixed or answered, and waiting for you to confirm.',
      phase: 'resolved',
      nextStep: 'Tell us whether it is solved.',
      requesterActions: ['reply', 'confirm', 'reopen'],
    },
    {
      key: 'closed',
      label: 'Closed',
      meaning: 'Confirmed as resolved, with nothing left to do.',
      phase: 'closed',
      nextStep: 'For anything new, ask your contact for a new ticket.',
      requesterActions: [],
    },
  ],
  numbering: { pattern: 'HM-######', mode: 'sequence' },
  closeReasons: [
    { key: 'confirmed', label: 'The client confirmed it', reopen: 'never' },
    { key: 'staff', label: 'Closed by our team', reopen: 'never' },
  ],
  shared: false,
  attachments: usualAttachments,
  routes: { list: '/tickets', new: '/tickets/new', thread: '/tickets/:id' },
  capabilities: { submit: false },
};
