export { cover, findPrivate } from '@helpmark/schema/privacy';
export type { Finding, PrivacyKind, PrivacyRules } from '@helpmark/schema/privacy';
export { createPrivacyGuard } from './guard.js';
export type { GuardedFile, GuardFinding, PrivacyGuard } from './guard.js';
