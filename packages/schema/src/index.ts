export { textSchema } from './text.js';
export { textFor, lengthOf } from './words.js';
export type { Text } from './text.js';
export { roles, sights, personSchema, authorSchema, isStaff } from './identity.js';
export type { Role, Sight, Person, Author } from './identity.js';
export { peoplePageSchema, personChangeSchema } from './people.js';
export type { PeoplePage, PersonChange } from './people.js';
export { erasureSchema, personLineSchema } from './person-data.js';
export type { Erasure, PersonLine } from './person-data.js';
export { fold } from './fold.js';
export { answerSchema, answersSchema } from './answer.js';
export { isBlank, splitEvidence } from './blank.js';
export type { Answer, Answers } from './answer.js';
export { attachmentSchema, attachmentStates } from './attachment.js';
export type { Attachment, AttachmentState } from './attachment.js';
export { attachmentInputSchema, attachmentInputsSchema, attachmentChangeSchema, maxNameLength } from './attachment-input.js';
export type { AttachmentInput, AttachmentChange } from './attachment-input.js';
export { uploadLinkInputSchema, uploadLinkSchema, maxLinkMinutes } from './upload-link.js';
export type { UploadLink, UploadLinkInput } from './upload-link.js';
export { checkFiles, typeOfName } from './files/check-files.js';
export type { FileFacts, FileIssue, FileFault, SentFiles } from './files/check-files.js';
export { agreesWith, pictureTypes, videoTypes, sniffLength } from './files/content-type.js';
export { safeName } from './files/safe-name.js';
export { messageSchema, visibilities } from './message.js';
export { maxArticles, maxBodyLength } from './limits.js';
export { articleSchema, articlePageSchema } from './article.js';
export type { Article, ArticlePage } from './article.js';
export type { Message, Visibility } from './message.js';
export { contextFacts, contextItemSchema, contextKinds, contextSchema, maxContextItems, maxContextLength } from './context.js';
export type { ContextFact, ContextItem, ContextKind } from './context.js';
export { messageInputSchema } from './message-input.js';
export type { MessageInput } from './message-input.js';
export { eventSchema, eventTypes } from './event.js';
export type { Event, EventType } from './event.js';
export { timelineItemSchema, timelinePageSchema, timelineReadingSchema } from './timeline.js';
export type { TimelineItem, TimelinePage } from './timeline.js';
export { ticketSchema, ticketPageSchema, unreadSchema, permittedActionSchema, phases, ticketActions } from './ticket.js';
export type {
  Ticket,
  TicketPage,
  TicketAction,
  TargetState,
  Link,
  FieldRequest,
  Rating,
  Unread,
  PermittedAction,
  Phase,
} from './ticket.js';
export {
  ticketInputSchema,
  ticketChangeSchema,
  requestInputSchema,
  linkInputSchema,
  linkRelations,
  readInputSchema,
} from './ticket-input.js';
export type { TicketInput, TicketChange, RequestInput, LinkInput, ReadInput } from './ticket-input.js';
export { actionInputSchema, maxReasonLength } from './action-input.js';
export type { ActionInput } from './action-input.js';
export { auditEntrySchema } from './audit.js';
export type { AuditEntry } from './audit.js';
export { changeSchema, changeKinds } from './change.js';
export type { Change, ChangeKind } from './change.js';
export { categoriesSchema } from './category.js';
export type { Categories } from './category.js';
export { incidentSchema, incidentInputSchema } from './incident.js';
export type { Incident, IncidentInput } from './incident.js';
export { changeReader, policyAnswerReader, problemReader, unreadReader } from './page-answers.js';
export type { Reader } from './shape.js';
export { problemSchema, problemCodes, issueSchema } from './problem.js';
export type { Problem, ProblemCode, Issue } from './problem.js';
export { policyAnswerSchema } from './policy-answer.js';
export type { PolicyAnswer } from './policy-answer.js';
export { applicableFields, cleanAnswers, findFaults, maxLengthOf } from './policy/fields.js';
export type { ApplicableField, AnswerFault, FieldRules, FormFault } from './policy/fields.js';
export { checkAnswers } from './policy/check-answers.js';
export { evidenceOf, fieldsToAsk, missingEvidence } from './policy/evidence.js';
export { fillFromContext, filledFromContext } from './policy/fill.js';
export type { EvidenceState } from './policy/evidence.js';
export type { Condition, Facts } from './policy/condition.js';
export type {
  Policy,
  Field,
  FieldKind,
  Option,
  TicketType,
  Level,
  Status,
  Numbering,
  PriorityRule,
  Capability,
  Evidence,
} from './policy/policy.js';
export type { PolicyView, ArticlesView, ChannelsView, LevelView, TypeView, CapabilityView } from './policy/project.js';
