import type { Policy } from '../policy/policy.js';
import type { TextMember } from '../policy/texts.js';
import { usualAttachments } from './parts.js';

type Fixed<Part> = { readonly [Name in keyof Part]: Fixed<Part[Name]> };
type TextsOf<Part> = Part extends readonly (infer Item)[]
  ? TextsOf<Item>
  : Part extends object
    ? { [Name in keyof Part]-?: Name extends TextMember ? Part[Name] : TextsOf<Part[Name]> }[keyof Part]
    : never;

/**
 * Types in which a product did something other than it should: they ask what was expected and what happened. An outage is
 * one of them, being a product that misbehaves for everybody.
 */
const misbehaviour = ['workshop-help', 'bug', 'integrations', 'api', 'files', 'incident'] as const;
const aboutMisbehaviour = { in: ['type', misbehaviour] } as const;
const yesOrNo = [
  { key: 'no', label: 'No' },
  { key: 'yes', label: 'Yes' },
] as const;

const english = {
  version: 'default-1',
  defaultLocale: 'en',
  fields: [
    {
      key: 'summary',
      kind: 'text',
      label: 'Summary',
      hint: 'One sentence that names the problem.',
      required: true,
      maxLength: 120,
    },
    {
      key: 'description',
      kind: 'multiline',
      label: 'Details',
      hint: 'What you were doing, and anything you have tried already.',
      requiredWhen: { not: aboutMisbehaviour },
    },
    { key: 'expected', kind: 'multiline', label: 'What did you expect?', required: true, maxLength: 4000 },
    { key: 'actual', kind: 'multiline', label: 'What happened instead?', required: true, maxLength: 4000 },
    {
      key: 'impact',
      kind: 'multiline',
      label: 'Impact',
      hint: 'Who is affected, and what can they not do?',
      required: true,
      maxLength: 4000,
    },
    {
      key: 'blocking',
      kind: 'choice',
      label: 'Is work held up?',
      required: true,
      options: [
        { key: 'stopped', label: 'Yes, and there is no way around it' },
        { key: 'slowed', label: 'Partly, or there is a way around it' },
        { key: 'no', label: 'No' },
      ],
    },
    {
      key: 'urgency',
      kind: 'multiline',
      label: 'Urgency',
      hint: 'When do you need this, and what depends on it?',
      required: true,
      maxLength: 2000,
    },
    { key: 'neededBy', kind: 'date', label: 'Needed by', hint: 'If there is a date.' },
    {
      key: 'concernsAccount',
      kind: 'choice',
      label: 'Is it about one workspace or account?',
      required: true,
      options: yesOrNo,
      default: 'no',
    },
    {
      key: 'account',
      kind: 'text',
      label: 'Which workspace or account?',
      required: true,
      visibleWhen: { eq: ['concernsAccount', 'yes'] },
    },
    { key: 'concernsUser', kind: 'choice', label: 'Is one person affected?', required: true, options: yesOrNo, default: 'no' },
    {
      key: 'affectedUser',
      kind: 'text',
      label: 'Who is affected?',
      hint: 'Their name or e-mail.',
      required: true,
      visibleWhen: { eq: ['concernsUser', 'yes'] },
    },
    { key: 'email', kind: 'email', label: 'Your e-mail', hint: 'Where we can reach you.', source: 'identity.email' },
  ],
  baseFields: [
    'summary',
    'description',
    'impact',
    'blocking',
    'urgency',
    'neededBy',
    'concernsAccount',
    'account',
    'concernsUser',
    'affectedUser',
    'email',
  ],
  types: [
    {
      key: 'workshop-help',
      label: 'Workshop Help',
      description: 'Something built in the workshop does not do what it should.',
      fields: ['expected', 'actual'],
    },
    {
      key: 'bug',
      label: 'Bug / Product Issue',
      description: 'The product does something wrong.',
      fields: ['expected', 'actual'],
    },
    { key: 'account', label: 'Account Access', description: 'Signing in, invitations, permissions.', fields: [] },
    { key: 'credits', label: 'Credits / Usage', description: 'Credits, quotas and what was counted.', fields: [] },
    { key: 'billing', label: 'Billing', description: 'Invoices, payments and plans.', fields: [] },
    {
      key: 'integrations',
      label: 'Integrations',
      description: 'A connection to another product.',
      fields: ['expected', 'actual'],
    },
    { key: 'api', label: 'API / Developer', description: 'Calls to the API, keys, webhooks.', fields: ['expected', 'actual'] },
    { key: 'files', label: 'Files / Exports', description: 'Files going in or coming out.', fields: ['expected', 'actual'] },
    {
      key: 'security',
      label: 'Security / Compliance',
      description: 'A weakness, a questionnaire, a data request.',
      fields: [],
      nextStep: 'A person responsible for security reads it and answers here.',
    },
    {
      key: 'legal',
      label: 'Legal',
      description: 'Contracts and legal requests.',
      fields: [],
      nextStep: 'A person responsible for legal matters reads it and answers here.',
    },
    {
      key: 'incident',
      label: 'Incident / Outage',
      description: 'The product is down or failing for many.',
      fields: ['expected', 'actual'],
    },
    { key: 'roadmap', label: 'Roadmap / Feature Request', description: 'Something you would like it to do.', fields: [] },
  ],
  levels: [
    { key: 'urgent', label: 'Urgent', rank: 0, guidance: 'An outage, or an emergency that stops many people.' },
    { key: 'high', label: 'High', rank: 1, guidance: 'Work is stopped and there is no way around it.' },
    { key: 'normal', label: 'Normal', rank: 2, guidance: 'Needs attention but does not stop anyone.', isDefault: true },
    { key: 'low', label: 'Low', rank: 3, guidance: 'A small matter, a question or a wish.' },
  ],
  priorityMode: 'derived',
  rules: [
    { when: { eq: ['type', 'roadmap'] }, level: 'low' },
    { when: { all: [{ eq: ['type', 'incident'] }, { eq: ['blocking', 'stopped'] }] }, level: 'urgent' },
    { when: { eq: ['blocking', 'stopped'] }, level: 'high' },
  ],
  statuses: [
    {
      key: 'open',
      label: 'Open',
      meaning: 'Received, and not yet being worked on.',
      phase: 'new',
      nextStep: 'A person on our team reads it and answers here.',
      requesterActions: ['reply', 'resolve'],
    },
    {
      key: 'in-progress',
      label: 'In progress',
      meaning: 'Someone is working on it.',
      phase: 'active',
      nextStep: 'We work on it and tell you here what we find.',
      requesterActions: ['reply', 'resolve'],
    },
    {
      key: 'waiting',
      label: 'Waiting for you',
      meaning: 'We asked you something and go on when you answer.',
      phase: 'waiting-requester',
      nextStep: 'Read our last message and answer it here.',
      requesterActions: ['reply', 'resolve'],
    },
    {
      key: 'on-hold',
      label: 'On hold',
      meaning: 'We wait for someone else before we can go on.',
      phase: 'waiting-internal',
      nextStep: 'We write here as soon as it moves.',
      requesterActions: ['reply', 'resolve'],
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
      meaning: 'Complete; nothing further happens.',
      phase: 'closed',
      nextStep: 'For anything new, send a new ticket.',
      requesterActions: [],
    },
  ],
  numbering: { pattern: 'HM-######', mode: 'sequence' },
  attachments: usualAttachments,
} as const satisfies Fixed<Policy>;

/** The default policy with its texts in English alone. */
export const englishPolicy: Fixed<Policy> = english;

/** Words in another language for every English text of the default policy. */
export type DefaultWords = Record<TextsOf<typeof english>, string>;
