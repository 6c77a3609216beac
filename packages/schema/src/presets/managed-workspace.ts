import type { Evidence, Policy } from '../policy/policy.js';
import { isEngagement, managedWorkspaceFields } from './managed-workspace-fields.js';
import { usualAttachments } from './parts.js';

/**
 * Types in which a product did something other than it should: they ask what was expected and what happened. An outage is one
 * of them, being a product that misbehaves for everybody.
 */
const misbehaviour = ['expected', 'actual'];

/** What shows a fault in the interface. */
const interfaceEvidence: Evidence[] = [
  {
    key: 'link',
    label: 'A link to the item, run, chat or generated file',
    need: 'recommended',
    kinds: ['run-link', 'item-link', 'generated-file'],
  },
  { key: 'time', label: 'When it happened', need: 'recommended', kinds: ['timestamp'] },
  { key: 'screenshot', label: 'A screenshot', need: 'recommended', kinds: ['screenshot'], files: true },
  { key: 'error', label: 'The text of the error', need: 'recommended', kinds: ['error-text'] },
];

/** Workspaces that a provider may manage: twelve types, four base fields, and a priority that rules decide from answers. */
export const managedWorkspacePolicy: Policy = {
  version: 'managed-workspace-1',
  defaultLocale: 'en',
  reasons: [
    {
      key: 'not-solved',
      label: 'The docs or the messenger did not solve it',
      types: ['workshop-help', 'credits', 'roadmap'],
    },
    {
      key: 'needs-owner',
      label: 'A product, account, billing, security or legal matter needs a person who owns it',
      types: ['account', 'billing', 'security', 'legal'],
    },
    {
      key: 'misbehaves',
      label: 'Something demonstrably does not behave as documented',
      types: ['bug', 'integrations', 'api', 'files'],
    },
    { key: 'incident', label: 'An incident or outage did something to your account', types: ['incident'] },
  ],
  fields: managedWorkspaceFields,
  baseFields: [
    ...['summary', 'request', 'productionFailing', 'description', 'impact', 'blocking', 'workaround', 'urgency', 'timing'],
    ...['neededBy', 'concernsAccount', 'account', 'accountKind', 'mspContext', 'affectedEmail', 'affectedRole'],
    ...['concernsUser', 'affectedUser', 'evidence', 'email'],
  ],
  types: [
    {
      key: 'workshop-help',
      label: 'Workshop Help',
      description: 'Something built in the workshop does not do what it should.',
      fields: misbehaviour,
      queue: 'support',
      evidence: interfaceEvidence,
    },
    {
      key: 'bug',
      label: 'Bug / Product Issue',
      description: 'The product does not behave as documented.',
      fields: misbehaviour,
      queue: 'support',
      evidence: interfaceEvidence,
    },
    { key: 'account', label: 'Account Access', description: 'Signing in, users and permissions.', fields: [], queue: 'support' },
    { key: 'credits', label: 'Credits / Usage', description: 'Credits, and what was counted.', fields: [], queue: 'support' },
    { key: 'billing', label: 'Billing', description: 'Invoices, payments and plans.', fields: [], queue: 'support' },
    {
      key: 'integrations',
      label: 'Integrations',
      description: 'A connection to another product.',
      fields: misbehaviour,
      queue: 'support',
      evidence: interfaceEvidence,
    },
    {
      key: 'api',
      label: 'API / Developer',
      description: 'Calls to the API, and what came back.',
      fields: misbehaviour,
      queue: 'support',
      evidence: [
        {
          key: 'request-id',
          label: 'The request ID',
          hint: 'The response carries it in X-Request-ID.',
          need: 'recommended',
          kinds: ['request-id'],
        },
        { key: 'error', label: 'The text of the error', need: 'recommended', kinds: ['error-text'] },
        { key: 'time', label: 'When it happened', need: 'recommended', kinds: ['timestamp'] },
      ],
    },
    {
      key: 'files',
      label: 'Files / Exports',
      description: 'Files that go in or come out.',
      fields: misbehaviour,
      queue: 'support',
      evidence: interfaceEvidence,
    },
    {
      key: 'security',
      label: 'Security / Compliance',
      description: 'A weakness, a questionnaire, a request about data.',
      fields: ['emergency'],
      queue: 'security',
      nextStep: 'A person responsible for security reads it and answers here.',
    },
    {
      key: 'legal',
      label: 'Legal',
      description: 'Contracts and legal requests.',
      fields: [],
      queue: 'legal',
      nextStep: 'A person responsible for legal matters reads it and answers here.',
    },
    {
      key: 'incident',
      label: 'Incident / Outage',
      description: 'The product is down or failing for many, or did harm to your account while it was.',
      fields: ['emergency', 'accountImpact', ...misbehaviour],
      queue: 'support',
    },
    {
      key: 'roadmap',
      label: 'Roadmap / Feature Request',
      description: 'Something you would like it to do.',
      fields: [],
      queue: 'support',
    },
    {
      key: 'enablement',
      label: 'Enablement / Services',
      description: 'Strategy for a use case, custom workflows, prompt consulting, training, hands-on implementation.',
      fields: [],
      redirect: {
        text: 'This is not support for something broken. Free enablement or a paid engagement gives it the time it needs.',
        label: 'See enablement and services',
        url: '/enablement',
      },
    },
  ],
  levels: [
    { key: 'p0', label: 'P0', rank: 0, guidance: 'An outage that is going on, or an emergency.' },
    { key: 'p1', label: 'P1', rank: 1, guidance: 'An urgent blocker without an acceptable workaround.' },
    { key: 'p2', label: 'P2', rank: 2, guidance: 'What support issues usually are.', isDefault: true },
    { key: 'p3', label: 'P3', rank: 3, guidance: 'Low urgency, how-to, roadmap and advice.' },
  ],
  priorityMode: 'derived',
  rules: [
    {
      when: { all: [isEngagement, { not: { eq: ['productionFailing', 'yes'] } }] },
      level: 'p3',
      because: 'Enablement or paid work, and nothing in production fails.',
    },
    {
      when: { in: ['emergency', ['outage', 'emergency']] },
      level: 'p0',
      because: 'An outage or an emergency is going on.',
    },
    {
      when: { any: [{ eq: ['type', 'roadmap'] }, { eq: ['request', 'how-to'] }] },
      level: 'p3',
      because: 'A wish, or a request for advice.',
    },
    {
      when: { all: [{ eq: ['blocking', 'stopped'] }, { eq: ['workaround', 'no'] }, { eq: ['timing', 'now'] }] },
      level: 'p1',
      because: 'Work is blocked now, without an acceptable workaround.',
    },
    { when: { eq: ['timing', 'relaxed'] }, level: 'p3', because: 'There is no hurry.' },
  ],
  statuses: [
    {
      key: 'received',
      label: 'Received',
      meaning: 'We have it, and nobody works on it yet.',
      phase: 'new',
      nextStep: 'We read it, decide its priority and answer here.',
      requesterActions: ['reply', 'resolve', 'dispute-severity'],
    },
    {
      key: 'in-progress',
      label: 'In progress',
      meaning: 'Someone investigates it.',
      phase: 'active',
      nextStep: 'We tell you here what we find.',
      requesterActions: ['reply', 'resolve', 'dispute-severity'],
    },
    {
      key: 'waiting',
      label: 'Waiting for you',
      meaning: 'We asked you something and go on when you answer.',
      phase: 'waiting-requester',
      nextStep: 'Answer our last message here. After two follow-ups and 10 days without an answer we may close the ticket.',
      requesterActions: ['reply', 'resolve', 'dispute-severity'],
    },
    {
      key: 'resolved',
      label: 'Resolved',
      meaning: 'Solved or answered.',
      phase: 'resolved',
      nextStep: 'Tell us whether it is solved.',
      requesterActions: ['reply', 'confirm', 'reopen'],
    },
    {
      key: 'closed',
      label: 'Closed',
      meaning: 'Nobody works on it any more.',
      phase: 'closed',
      nextStep: 'Reply here if it comes back.',
      requesterActions: ['reply', 'reopen'],
    },
  ],
  numbering: { pattern: 'HM-######', mode: 'sequence' },
  timers: [
    {
      key: 'first-follow-up',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: { value: 4, unit: 'days' },
      effect: 'remind',
      text: 'We are waiting for your answer.',
    },
    {
      key: 'second-follow-up',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: { value: 8, unit: 'days' },
      effect: 'remind',
      text: 'We are still waiting for your answer, and may close the ticket without it.',
    },
    {
      key: 'may-close',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: { value: 10, unit: 'days' },
      minReminders: 2,
      effect: 'suggest-close',
    },
  ],
  closeReasons: [
    { key: 'confirmed', label: 'You told us that it is resolved', reopen: 'unlimited' },
    { key: 'staff', label: 'Closed by our team', reopen: 'unlimited' },
    { key: 'no-answer', label: 'Closed without an answer', reopen: 'unlimited' },
  ],
  replyReopens: true,
  queues: [
    { key: 'support', label: 'Support' },
    { key: 'security', label: 'Security and compliance', restricted: true },
    { key: 'legal', label: 'Legal', restricted: true },
  ],
  attachments: usualAttachments,
  channels: {
    chat: { label: 'Ask in the messenger' },
    links: [{ label: 'Documentation', url: '/docs' }],
  },
};
