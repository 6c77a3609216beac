/** Kinds of words that should not travel in a ticket, as a policy names them. */
export const privacyKinds = [
  'card',
  'national-id',
  'password',
  'token',
  'key',
  'licence-key',
  'other-contact',
  'diagnosis',
] as const;
export type PrivacyKind = (typeof privacyKinds)[number];
