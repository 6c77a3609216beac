import type { Condition } from '../policy/condition.js';
import type { Evidence, Policy, Status } from '../policy/policy.js';
import { usualAttachments, yesOrNo } from './parts.js';

const aboutSite: Condition = { not: { eq: ['type', 'account'] } };
const failedAgain: Condition = { eq: ['retried', 'yes'] };

/** What a ticket should hold before it is sent: a checklist that stops nobody. */
const checklist: Evidence[] = [
  { key: 'steps', label: 'Steps that reproduce it', need: 'recommended', fields: ['steps'] },
  { key: 'identifiers', label: 'Site, product and time', need: 'recommended', fields: ['siteUrl', 'product', 'occurredAt'] },
  { key: 'files', label: 'Attachments or logs, where they help', need: 'recommended', files: true },
];

/** The package that an escalation needs, complete. */
const evidencePackage: Evidence[] = [
  { key: 'who', label: 'Your account’s e-mail and your role', fields: ['email', 'accountRole'] },
  { key: 'where', label: 'The route, and what you did there', fields: ['routePath', 'actionTaken'] },
  { key: 'what', label: 'Site, product and licence', fields: ['siteUrl', 'product', 'licence'] },
  { key: 'when', label: 'Time of the first failure and of the latest retry', fields: ['firstFailureAt', 'latestRetryAt'] },
  { key: 'difference', label: 'What you expected, and what happened', fields: ['expected', 'actual'] },
  ...['list-context', 'thread-context', 'visible-clock', 'route-context', 'final-result'].map((kind) => ({
    key: `shot-${kind}`,
    label: {
      'list-context': 'Screenshot: the list of tickets',
      'thread-context': 'Screenshot: the ticket’s thread',
      'visible-clock': 'Screenshot: with a clock in the picture',
      'route-context': 'Screenshot: with the route or breadcrumb',
      'final-result': 'Screenshot: what it came to in the end',
    }[kind]!,
    kinds: [kind],
  })),
].map((item) => ({ ...item, need: 'required', for: ['escalate'] }));

const openActions: Status['requesterActions'] = ['reply', 'resolve', 'escalate'];

/** Products under licence on customers' own sites: three reasons for a ticket, and evidence before an escalation. */
export const siteLicencePolicy: Policy = {
  version: 'site-licence-1',
  defaultLocale: 'en',
  reasons: [
    { key: 'guides', label: 'The guides did not help', types: ['self-service'] },
    { key: 'blocked', label: 'An action in your account is blocked', types: ['account'] },
    { key: 'repeated', label: 'Installing or updating failed more than once', types: ['install'] },
  ],
  fields: [
    { key: 'summary', kind: 'text', label: 'Problem', hint: 'One line that names it.', required: true, maxLength: 120 },
    {
      key: 'description',
      kind: 'multiline',
      label: 'Problem statement',
      hint: 'What you want to do, what stops you, and what changed before it did.',
      required: true,
      minLength: 30,
    },
    { key: 'product', kind: 'text', label: 'Product name', required: true, context: 'product', carries: true },
    {
      key: 'siteUrl',
      kind: 'url',
      label: 'Site URL',
      hint: 'The address of the site it happens on.',
      requiredWhen: aboutSite,
      context: 'site-url',
      carries: true,
    },
    {
      key: 'licence',
      kind: 'text',
      label: 'License key or plan name',
      hint: 'It is masked, and never kept on this device.',
      required: true,
      sensitive: true,
    },
    { key: 'occurredAt', kind: 'datetime', label: 'Approximate time of the issue', required: true, default: 'now' },
    {
      key: 'environment',
      kind: 'choice',
      label: 'Where did it happen?',
      hint: 'Try changes with more than a small effect on staging first.',
      required: true,
      options: [
        { key: 'staging', label: 'Staging' },
        { key: 'production', label: 'Production' },
      ],
    },
    { key: 'expected', kind: 'multiline', label: 'Expected result', required: true, maxLength: 4000 },
    { key: 'actual', kind: 'multiline', label: 'Actual result', required: true, maxLength: 4000 },
    { key: 'steps', kind: 'steps', label: 'Steps to reproduce', hint: 'One action a line, from the start.' },
    { key: 'stepsTried', kind: 'steps', label: 'Steps already tried', required: true },
    {
      key: 'retried',
      kind: 'choice',
      label: 'Did it fail again when you tried once more?',
      required: true,
      options: yesOrNo,
      default: 'no',
    },
    {
      key: 'accountRole',
      kind: 'text',
      label: 'Your role in the account',
      visibleWhen: failedAgain,
      context: 'account-role',
      carries: true,
    },
    {
      key: 'routePath',
      kind: 'text',
      label: 'Route',
      hint: 'The path in the address bar.',
      visibleWhen: failedAgain,
      context: 'route',
    },
    {
      key: 'actionTaken',
      kind: 'text',
      label: 'Exact action',
      hint: 'What you clicked or sent there.',
      visibleWhen: failedAgain,
      context: 'action',
    },
    {
      key: 'firstFailureAt',
      kind: 'datetime',
      label: 'Time of the first failure',
      visibleWhen: failedAgain,
      context: 'failure-time',
    },
    {
      key: 'latestRetryAt',
      kind: 'datetime',
      label: 'Time of the latest retry',
      visibleWhen: failedAgain,
      context: 'retry-time',
    },
    {
      key: 'screens',
      kind: 'evidence',
      label: 'Screenshots',
      hint: 'Name the attached file, or say why there is none. Real ones, no samples.',
      slots: true,
      options: [
        { key: 'list-context', label: 'The list of tickets' },
        { key: 'thread-context', label: 'The ticket’s thread' },
        { key: 'visible-clock', label: 'With a clock in the picture', hint: 'The system’s, or the browser tab.' },
        { key: 'route-context', label: 'With the route or breadcrumb' },
        { key: 'final-result', label: 'What it came to in the end' },
      ],
      visibleWhen: failedAgain,
    },
    { key: 'email', kind: 'email', label: 'Account e-mail', required: true, source: 'identity.email' },
  ],
  baseFields: [
    ...['summary', 'description', 'product', 'siteUrl', 'licence', 'occurredAt', 'expected', 'actual', 'steps', 'stepsTried'],
    ...['retried', 'accountRole', 'routePath', 'actionTaken', 'firstFailureAt', 'latestRetryAt', 'screens', 'email'],
  ],
  types: [
    {
      key: 'self-service',
      label: 'Troubleshooting did not help',
      description: 'You followed the guides and the problem is still there.',
      fields: ['environment'],
      evidence: [...checklist, ...evidencePackage],
    },
    {
      key: 'account',
      label: 'An account action is blocked',
      description: 'Something in your account cannot be done, or you are not let in.',
      fields: [],
      evidence: [...checklist, ...evidencePackage],
    },
    {
      key: 'install',
      label: 'Installing or updating keeps failing',
      description: 'It failed more than once and staff must look at it.',
      fields: ['environment'],
      evidence: [...checklist, ...evidencePackage],
    },
  ],
  levels: [{ key: 'normal', label: 'Normal', rank: 0, isDefault: true }],
  priorityMode: 'staff',
  statuses: [
    {
      key: 'open',
      label: 'Open',
      meaning: 'Received, and not yet being worked on.',
      phase: 'new',
      nextStep: 'We read it and answer here. Keep its address for your team.',
      requesterActions: openActions,
    },
    {
      key: 'in-progress',
      label: 'In progress',
      meaning: 'Someone is working on it.',
      phase: 'active',
      nextStep: 'We tell you here what we find.',
      requesterActions: openActions,
    },
    {
      key: 'waiting',
      label: 'More context needed',
      meaning: 'We asked you something and go on when you answer.',
      phase: 'waiting-requester',
      nextStep: 'Answer here, in the same ticket.',
      requesterActions: openActions,
    },
    {
      key: 'resolved',
      label: 'Resolved',
      meaning: 'Solved, and kept as history for similar cases.',
      phase: 'resolved',
      nextStep: 'Confirm it, or write here if it is not solved.',
      requesterActions: ['reply', 'confirm', 'reopen'],
    },
    {
      key: 'closed',
      label: 'Closed',
      meaning: 'Complete, and kept as history for similar cases.',
      phase: 'closed',
      nextStep: 'Reopen it if the same problem comes back.',
      requesterActions: ['reopen'],
    },
  ],
  numbering: { pattern: 'HM-######', mode: 'sequence' },
  closeReasons: [
    { key: 'confirmed', label: 'You marked it resolved', reopen: 'unlimited' },
    { key: 'staff', label: 'Closed by our team', reopen: 'unlimited' },
  ],
  escalation: { reasons: [{ key: 'still-failing', label: 'It still fails after one more controlled try' }] },
  attachments: usualAttachments,
  tips: [
    'Choose the type that fits best.',
    'Give the steps, so that we can see it ourselves.',
    'Try once more, carefully; if it fails again, send the whole evidence package.',
    'Change staging first where the effect is not small.',
    'Keep follow-ups in the same ticket.',
  ],
  channels: {
    links: [
      { label: 'Troubleshooting failed installs and updates', url: '/docs/failed-installs' },
      { label: 'History and activity logs of the dashboard', url: '/docs/activity-logs' },
    ],
  },
  routes: { list: '/dashboard/support', new: '/dashboard/support/new', thread: '/dashboard/support/:id' },
};
