export { cover, findPrivate, spacedName } from './find.js';
export type { Detector, Finding, PrivacyRules } from './finding.js';
export type { PrivacyKind } from './kinds.js';
