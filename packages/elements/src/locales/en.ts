/** The words of panel and form, in English; the others come with what says them. Other languages are typed against these. `{name}` is filled in. */
export const en = {
  back: 'Back',
  close: 'Close',
  loading: 'Loading…',
  retry: 'Try again',
  send: 'Send',
  sending: 'Sending…',

  helpHeading: 'How can we help?',
  yourTickets: 'Your tickets',

  type: 'What is it about?',
  severity: 'How severe is it?',
  closedForPlan: 'Not part of your plan.',
  choose: 'Choose…',
  optional: '(optional)',
  submit: 'Send ticket',
  zone: 'Your time zone: {zone}',
  fieldCount: '{count} of {max} characters',
  fieldOver: '{count} characters too many',

  failedLoad: 'This could not be loaded.',
  failedNetwork: 'We could not be reached: check the connection and try again.',
  failedAuth: 'Your sign-in has run out: sign in again, then try again.',
  failedForbidden: 'This is not open to your account.',
  failedTooMany: 'That was a lot in a short time: try again in a minute.',
  failedOther: 'Something went wrong on our side: try again in a moment.',
  wordsKept: 'Your words are still here.',

  typeAgain: 'Type this again: it is never kept on this device.',

  notFound: 'There is no such ticket, or it is not open to you.',
};
