import type { Field, TicketType } from '../policy/policy.js';
import { yesOrNo } from './parts.js';

/** What the forms of the preset `consumer-plans` ask. */
export const consumerPlansFields: Field[] = [
  {
    key: 'summary',
    kind: 'text',
    label: 'Subject',
    hint: 'Clear and concise, such as “Cannot upload PDF files”.',
    required: true,
    maxLength: 120,
  },
  { key: 'problem', kind: 'multiline', label: 'Problem to solve', required: true, maxLength: 4000 },
  { key: 'proposal', kind: 'multiline', label: 'Proposed solution', maxLength: 4000 },
  { key: 'alternatives', kind: 'multiline', label: 'Alternative solutions', maxLength: 4000 },
  { key: 'useCase', kind: 'multiline', label: 'Use case', maxLength: 4000 },
  {
    key: 'importance',
    kind: 'choice',
    label: 'Priority to you',
    options: [
      { key: 'nice', label: 'Nice to have' },
      { key: 'important', label: 'Important' },
      { key: 'critical', label: 'Critical' },
    ],
  },
  { key: 'accountEmail', kind: 'email', label: 'Account e-mail', hint: 'If it is another than yours.' },
  {
    key: 'accountIssue',
    kind: 'choice',
    label: 'Issue type',
    required: true,
    options: [
      { key: 'login', label: 'Login' },
      { key: 'billing', label: 'Billing' },
      { key: 'access', label: 'Access' },
      { key: 'settings', label: 'Settings' },
    ],
  },
  { key: 'goal', kind: 'multiline', label: 'What were you trying to do?', maxLength: 4000 },
  { key: 'expected', kind: 'multiline', label: 'What did you expect?', required: true, maxLength: 4000 },
  { key: 'description', kind: 'multiline', label: 'What happened?', required: true },
  { key: 'accountImpact', kind: 'multiline', label: 'Impact', hint: 'What you cannot do because of it.', maxLength: 2000 },
  { key: 'startedAt', kind: 'text', label: 'When did it start?', hint: 'A date or a time, as near as you know.' },
  {
    key: 'frequency',
    kind: 'choice',
    label: 'How often does it happen?',
    options: [
      { key: 'every-time', label: 'Every time' },
      { key: 'sometimes', label: 'Sometimes' },
      { key: 'once', label: 'Once' },
    ],
  },
  { key: 'tried', kind: 'multiline', label: 'What have you tried already?', maxLength: 4000 },
  { key: 'steps', kind: 'steps', label: 'Steps to reproduce', hint: 'What you did, one thing after another.' },
  {
    key: 'errorText',
    kind: 'multiline',
    exact: true,
    label: 'Error message',
    hint: 'Its exact text.',
    maxLength: 4000,
    context: 'error-text',
  },
  { key: 'errorCodes', kind: 'text', label: 'Error codes' },
  { key: 'browser', kind: 'text', label: 'Browser', hint: 'Name and version.', context: 'browser', carries: true },
  { key: 'system', kind: 'text', label: 'Operating system', context: 'system', carries: true },
  {
    key: 'device',
    kind: 'text',
    label: 'Mobile device',
    hint: 'Its model, if it happens on one.',
    context: 'device',
    carries: true,
  },
  { key: 'appVersion', kind: 'text', label: 'App version', context: 'app-version', carries: true },
  {
    key: 'relatedIssues',
    kind: 'steps',
    label: 'Related issues',
    hint: 'List them all here. What has nothing to do with it is a ticket of its own.',
  },
  { key: 'email', kind: 'email', label: 'E-mail', required: true, source: 'identity.email', carries: true },
  {
    key: 'accountType',
    kind: 'choice',
    label: 'Account type',
    options: [
      { key: 'free', label: 'Free' },
      { key: 'plus', label: 'Plus' },
      { key: 'premium', label: 'Premium' },
      { key: 'enterprise', label: 'Enterprise' },
    ],
    source: 'identity.plan',
    carries: true,
  },
  {
    key: 'familyAffected',
    kind: 'choice',
    label: 'Are family members affected?',
    options: yesOrNo,
    default: 'no',
    carries: true,
  },
  {
    key: 'familyMembers',
    kind: 'steps',
    label: 'Affected family members',
    hint: 'How each belongs to your account; no more about them than we need.',
    required: true,
    visibleWhen: { eq: ['familyAffected', 'yes'] },
    carries: true,
  },
];

const story = ['goal', 'description', 'startedAt', 'frequency', 'tried'];
const errors = ['errorText', 'errorCodes'];
const machine = ['browser', 'system', 'device', 'appVersion'];

/** What a ticket of the preset `consumer-plans` can be about, with the texts to begin from. */
export const consumerPlansTypes: TicketType[] = [
  {
    key: 'general',
    label: 'General support',
    description: 'Questions, and what fits nowhere else.',
    fields: story,
    queue: 'general',
  },
  {
    key: 'technical',
    label: 'Technical issue',
    description: 'Something complex that must be investigated.',
    fields: [...story, ...errors, ...machine, 'steps'],
    queue: 'technical',
  },
  {
    key: 'bug',
    label: 'Bug report',
    description: 'The product does something wrong.',
    fields: ['expected', ...story, ...errors, ...machine, 'steps'],
    queue: 'bugs',
    subjectPrefix: '[Bug]',
    template: {
      expected: 'I expected that …',
      description: 'What actually happened: …',
    },
    evidence: [
      { key: 'steps', label: 'Steps to reproduce', need: 'recommended', fields: ['steps'] },
      { key: 'screenshots', label: 'Screenshots', need: 'recommended', files: true },
      { key: 'error', label: 'The exact error message', need: 'recommended', fields: ['errorText'] },
      {
        key: 'machine',
        label: 'Browser, system and app version',
        need: 'recommended',
        fields: ['browser', 'system', 'appVersion'],
      },
      { key: 'frequency', label: 'How often it happens', need: 'recommended', fields: ['frequency'] },
    ],
  },
  {
    key: 'feature',
    label: 'Feature request',
    description: 'Something the product should do.',
    fields: ['problem', 'proposal', 'alternatives', 'useCase', 'importance'],
    queue: 'general',
    subjectPrefix: '[Feature Request]',
    template: {
      problem: 'At present I cannot …\nThis makes trouble because …',
      proposal: 'If the product could …\nthen I would be able to …',
      alternatives: 'Another way would be …',
      useCase: 'I need this when …\nIt would help me to …',
    },
  },
  {
    key: 'account',
    label: 'Account issue',
    description: 'Signing in, access and settings of your account.',
    fields: ['accountEmail', 'accountIssue', 'description', 'accountImpact', 'startedAt', 'tried'],
    queue: 'general',
    template: {
      description: 'What is wrong: …',
      startedAt: 'Date and time: …',
      accountImpact: 'I cannot …',
      tried: '- Set a new password\n- Cleared the cache\n- …',
    },
  },
  {
    key: 'billing',
    label: 'Billing question',
    description: 'Payments, invoices and disputes.',
    fields: story,
    queue: 'billing',
  },
];
