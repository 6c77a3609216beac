export { policySchema, conditionSchema, fieldKinds, capabilities } from './policy.js';
export { policyJsonSchema } from './json-schema.js';
export { parsePolicy, PolicyError } from './parse.js';
export type { PolicyFault } from './parse.js';
export { decidePriority, defaultLevel, derivePriority, raiseLevel } from './priority.js';
export type { PriorityDecision } from './priority.js';
export { faultOf } from './fields.js';
export { queueFor } from './routing.js';
export { permittedActions, statusInPhase, statusOf } from './status.js';
export type { ActionFacts, ActionReason } from './status.js';
export { capabilitiesOf, projectPolicy, seenOrganization } from './project.js';
export { inLanguages } from './languages.js';
export { writeNumber, plainAlphabet } from './numbering.js';
export { closeReasonKeys, durationUnits, targetMeasures, timerEffects } from './times.js';
export type { Calendar, CloseReason, CloseReasonKey, Duration, DurationUnit, Target, TargetMeasure, Timer } from './times.js';
export { erasures, escalationConditions, notificationEvents, retainedKinds } from './service.js';
export type {
  Aliases,
  Articles,
  AttachmentRules,
  Channels,
  Escalation,
  Notification,
  Privacy,
  Queue,
  RetainedKind,
  Retention,
  Routes,
  Survey,
} from './service.js';
