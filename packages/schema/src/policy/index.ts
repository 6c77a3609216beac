export { policySchema, conditionSchema, fieldKinds, capabilities } from './policy.js';
export { parsePolicy, PolicyError } from './parse.js';
export type { PolicyFault } from './parse.js';
export { derivePriority, defaultLevel } from './priority.js';
export { permittedActions, statusInPhase, statusOf } from './status.js';
export type { ActionReason } from './status.js';
export { capabilitiesOf, projectPolicy } from './project.js';
export { writeNumber, plainAlphabet } from './numbering.js';
