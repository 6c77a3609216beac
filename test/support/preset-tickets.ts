import type { Answers } from '@helpmark/schema';

/** A ticket that the preset `consumer-plans` takes from a person with an e-mail. */
export function consumerTicket(more: object = {}) {
  return {
    subject: 'Uploads stop half way',
    type: 'general',
    severity: 'medium',
    body: 'The bar stays at 50 %.',
    fields: {},
    ...more,
  };
}

/** A ticket that the preset `managed-workspace` takes. */
export function workspaceTicket({ fields, ...more }: { fields?: Answers; [member: string]: unknown } = {}) {
  return {
    subject: 'The bill has two lines too many',
    type: 'billing',
    body: 'Lines 3 and 4.',
    ...more,
    fields: {
      request: 'problem',
      impact: 'Accounting cannot book it.',
      blocking: 'none',
      urgency: 'By the end of the month.',
      timing: 'dated',
      concernsAccount: 'no',
      concernsUser: 'no',
      ...fields,
    },
  };
}
