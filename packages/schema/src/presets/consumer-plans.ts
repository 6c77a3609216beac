import type { Level, Policy, Status } from '../policy/policy.js';
import type { Target } from '../policy/times.js';
import { consumerPlansFields, consumerPlansTypes } from './consumer-plans-fields.js';

const mebibyte = 1024 * 1024;
const paid = ['premium', 'enterprise'];
const openActions: Status['requesterActions'] = ['reply', 'resolve', 'escalate'];

const levels: Level[] = [
  {
    key: 'critical',
    label: 'Critical',
    rank: 0,
    guidance: 'The whole service or your data is at stake.',
    examples: ['A complete outage of the service', 'Data lost or corrupted', 'A breach of security', 'A HIPAA violation'],
    plans: paid,
  },
  {
    key: 'high',
    label: 'High',
    rank: 1,
    guidance: 'Something major does not work at all.',
    examples: [
      'A major feature is broken',
      'Documents cannot be uploaded',
      'AI analysis fails completely',
      'Payments do not go through',
    ],
  },
  {
    key: 'medium',
    label: 'Medium',
    rank: 2,
    guidance: 'Something does not work as it should.',
    examples: ['A feature does not behave as expected', 'Errors come and go', 'Slowness', 'Trouble with syncing'],
    isDefault: true,
  },
  {
    key: 'low',
    label: 'Low',
    rank: 3,
    guidance: 'A question or a wish.',
    examples: [
      'A general question',
      'A feature request',
      'Feedback on the documentation',
      'A cosmetic fault',
      'An idea to make something better',
    ],
  },
];

/** Solutions are promised for the time in which the ticket does not wait for the requester. */
const resolve = (level: string, time: Pick<Target, 'min' | 'max' | 'unit' | 'calendar'>): Target => ({
  measure: 'resolve',
  level,
  ...time,
  pauseIn: ['waiting-requester'],
});

const targets: Target[] = [
  { measure: 'respond', level: 'critical', max: 1, unit: 'hours' },
  { measure: 'respond', level: 'high', plans: paid, max: 2, unit: 'hours' },
  { measure: 'respond', level: 'high', max: 4, unit: 'hours' },
  { measure: 'respond', level: 'medium', max: 24, unit: 'hours' },
  { measure: 'respond', level: 'low', max: 48, unit: 'hours' },
  resolve('critical', { max: 4, unit: 'hours' }),
  resolve('high', { max: 24, unit: 'hours' }),
  resolve('medium', { min: 3, max: 5, unit: 'days', calendar: 'business-days' }),
  resolve('low', { min: 1, max: 2, unit: 'weeks' }),
  { measure: 'update', plans: paid, max: 24, unit: 'hours', pauseIn: ['waiting-requester'], alert: true },
];

const statuses: Status[] = [
  {
    key: 'new',
    label: 'New',
    meaning: 'Just created, and not yet assigned.',
    phase: 'new',
    nextStep: 'It goes to the team it belongs to, and an agent takes it up.',
    requesterActions: openActions,
  },
  {
    key: 'open',
    label: 'Open',
    meaning: 'An agent is working on it.',
    phase: 'active',
    nextStep: 'The agent answers here.',
    requesterActions: openActions,
  },
  {
    key: 'waiting',
    label: 'Waiting',
    meaning: 'We await your response.',
    phase: 'waiting-requester',
    nextStep: 'Answer the agent’s last message here.',
    requesterActions: openActions,
  },
  {
    key: 'on-hold',
    label: 'On Hold',
    meaning: 'We await someone else on our side.',
    phase: 'waiting-internal',
    nextStep: 'The agent writes here as soon as it goes on.',
    requesterActions: openActions,
  },
  {
    key: 'resolved',
    label: 'Resolved',
    meaning: 'We gave a solution.',
    phase: 'resolved',
    nextStep: 'Tell us whether it works for you.',
    requesterActions: ['reply', 'confirm', 'reopen', 'escalate'],
  },
  {
    key: 'closed',
    label: 'Closed',
    meaning: 'The issue is confirmed as resolved, or nobody answered.',
    phase: 'closed',
    nextStep: 'If it comes back, reopen it in time; later, send a new ticket that names this one.',
    requesterActions: ['reply', 'reopen'],
  },
];

/** A product for consumers with plans: severities with times, closing in silence after 14 days, reopening within 7. */
export const consumerPlansPolicy: Policy = {
  version: 'consumer-plans-1',
  defaultLocale: 'en',
  fields: consumerPlansFields,
  baseFields: ['summary', 'relatedIssues', 'email', 'accountType', 'familyAffected', 'familyMembers'],
  types: consumerPlansTypes,
  levels,
  priorityMode: 'requester',
  statuses,
  numbering: { pattern: 'HS-######', mode: 'random' },
  calendars: [
    {
      key: 'business-days',
      label: 'Business days',
      zone: 'America/New_York',
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
    },
  ],
  targets,
  timers: [
    {
      key: 'remind',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: { value: 3, unit: 'days' },
      effect: 'remind',
      text: 'We are waiting for your response.',
    },
    {
      key: 'waiting-on-customer',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: { value: 7, unit: 'days' },
      effect: 'label',
      text: 'Waiting on Customer',
    },
    {
      key: 'auto-close',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: { value: 14, unit: 'days' },
      effect: 'close',
    },
  ],
  closeReasons: [
    { key: 'confirmed', label: 'You confirmed the solution', reopen: { value: 7, unit: 'days' } },
    { key: 'staff', label: 'Closed by our team', reopen: { value: 7, unit: 'days' } },
    { key: 'no-answer', label: 'Closed after 14 days without a response', reopen: 'unlimited' },
  ],
  replyReopens: true,
  queues: [
    { key: 'general', label: 'General support' },
    { key: 'technical', label: 'Technical issues' },
    { key: 'billing', label: 'Billing' },
    { key: 'bugs', label: 'Bug reports' },
    { key: 'senior', label: 'Senior support' },
    { key: 'premium', label: 'Premium support' },
  ],
  routing: [{ when: { in: ['plan', paid] }, queue: 'premium' }],
  escalation: {
    reasons: [
      { key: 'no-response', label: 'Nobody responded in the promised time', when: 'overdue' },
      { key: 'not-satisfactory', label: 'The solution does not satisfy me', when: 'answered' },
      { key: 'unresolved', label: 'The issue remains' },
      { key: 'management', label: 'It needs the attention of management' },
      { key: 'compliance', label: 'I have concerns about compliance' },
    ],
    stages: 1,
    raise: 1,
    queue: 'senior',
    phrases: ['please escalate this ticket', 'escalate this ticket'],
    contact: { plans: paid, text: 'You can also contact your account manager directly, who can arrange a call.' },
  },
  survey: {
    question: 'How was your experience with our support?',
    scale: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    comments: [
      { key: 'agent', label: 'How did the agent help you?' },
      { key: 'suggestions', label: 'What could we do better?' },
    ],
    phases: ['resolved', 'closed'],
    editableFor: { value: 7, unit: 'days' },
  },
  attachments: {
    accept: [
      { type: 'image/png', extensions: ['png'] },
      { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
      { type: 'video/mp4', extensions: ['mp4'] },
      { type: 'video/quicktime', extensions: ['mov'] },
      { type: 'text/plain', extensions: ['txt', 'log'] },
      { type: 'application/pdf', extensions: ['pdf'] },
      { type: 'application/json', extensions: ['json'] },
      { type: 'application/zip', extensions: ['zip'] },
    ],
    maxFiles: 5,
    maxBytesPerFile: 10 * mebibyte,
    maxBytesTotal: 50 * mebibyte,
    scope: 'ticket',
  },
  tips: [
    'Write everything we need to know at the start.',
    'Add screenshots.',
    'List the steps that reproduce it.',
    'Be specific, and go into detail.',
    'Answer the agent’s questions soon.',
    'Confirm when it is resolved.',
    'Rate your experience.',
  ],
  replyTemplate: [
    { key: 'acknowledgment', label: 'Acknowledgment', text: 'Thank you for writing. I have read it and take care of it.' },
    { key: 'questions', label: 'Questions for clarification', text: 'To understand it, I need to know: …' },
    { key: 'first-steps', label: 'First steps', text: 'Until then, please try: …' },
    { key: 'timeline', label: 'Estimated timeline', text: 'I expect to have news by …' },
  ],
  privacy: {
    safe: [
      'The e-mail of your account',
      'What happened, in general words',
      'Error messages',
      'Screenshots with nothing sensitive on them',
      'Numbers of tickets',
    ],
    never: [
      'Passwords',
      'Numbers of payment cards',
      'Social Security numbers',
      'Specific diagnoses',
      'Information about other people',
    ],
    detectors: { password: 'warn', card: 'warn', 'national-id': 'warn', 'other-contact': 'warn' },
    notice: {
      what: 'What you write and attach, your name, e-mail and plan; of your device only what you leave in the ticket.',
      why: 'To find out what went wrong and to answer you.',
      where: 'To our support team, and to nobody else.',
      kept: 'As long as your ticket is of use; ask us at any time to give it out or to erase it.',
    },
    secureChannel: 'Ask the agent for a secure upload link, a call or an encrypted mail for anything sensitive.',
  },
  channels: {
    ticket: {
      uses: [
        'Complex technical issues',
        'Problems that need to be looked into',
        'Bug reports',
        'Feature requests',
        'Disputes about a bill',
        'Issues with a long history',
        'What is not urgent',
        'Times when the chat is closed',
      ],
    },
    mail: [
      { topic: 'General support', address: 'support@example.com' },
      { topic: 'Technical issues', address: 'tech@example.com' },
      { topic: 'Billing questions', address: 'billing@example.com' },
      { topic: 'Bug reports', address: 'bugs@example.com' },
      { topic: 'Escalation, with the ticket’s number', address: 'escalation@example.com' },
    ],
    chat: {
      label: 'Live chat',
      calendar: 'business-days',
      uses: ['A quick question', 'When you need help at once', 'Simple troubleshooting', 'During business hours'],
    },
    links: [
      { label: 'Contact support', url: '/help/contact-support' },
      { label: 'Live chat', url: '/help/live-chat' },
      { label: 'Report a bug', url: '/help/report-bug' },
      { label: 'SLA and response times', url: '/help/sla-response-time' },
    ],
  },
  notifications: [
    {
      event: 'created',
      to: 'requester',
      subject: '[{number}] We have received “{subject}”',
      body: 'Your ticket is {number}. Keep the number in the subject when you write to us about it.\n\n{url}',
    },
    {
      event: 'staff-message',
      to: 'requester',
      subject: '[{number}] An answer to “{subject}”',
      body: 'An agent has answered your ticket {number}.\n\n{url}',
    },
    {
      event: 'status',
      to: 'requester',
      subject: '[{number}] “{subject}” is now {status}',
      body: 'Your ticket {number} is now: {status}.\n\n{url}',
    },
    {
      event: 'resolved',
      to: 'requester',
      subject: '[{number}] A solution for “{subject}”',
      body: 'We gave a solution for your ticket {number}. Please tell us whether it works for you.\n\n{url}',
    },
    {
      event: 'closed',
      to: 'requester',
      subject: '[{number}] “{subject}” is closed',
      body: 'Your ticket {number} is closed. Please rate your experience; it takes half a minute.\n\n{url}',
    },
    {
      event: 'reminder',
      to: 'requester',
      subject: '[{number}] We are waiting for your response',
      body: 'We asked you something about your ticket {number} and go on when you answer.\n\n{url}',
    },
    {
      event: 'overdue',
      to: 'assignee',
      subject: '[{number}] An update is overdue: “{subject}”',
      body: 'The requester of ticket {number} was to hear from us by now.\n\n{url}',
    },
    {
      event: 'overdue',
      to: 'queue',
      subject: '[{number}] An update is overdue: “{subject}”',
      body: 'The requester of ticket {number} was to hear from us by now.\n\n{url}',
    },
    {
      event: 'escalated',
      to: 'queue',
      subject: '[{number}] Escalated: “{subject}”',
      body: 'The requester escalated ticket {number}.\n\n{url}',
    },
  ],
};
