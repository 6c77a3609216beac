export { ArticleListElement } from './article-list/article-list.js';
export { ArticleOpenedEvent, ArticleSolvedEvent, ArticleUnsolvedEvent } from './article-list/article-list.events.js';
export { HelpButtonElement } from './help-button/help-button.js';
export { ButtonMovedEvent, UnreadChangedEvent } from './help-button/help-button.events.js';
export { HelpPanelElement } from './help-panel/help-panel.js';
export type { PanelView } from './help-panel/help-panel.js';
export { PanelClosedEvent, PanelOpenedEvent, PanelOpenEvent } from './help-panel/help-panel.events.js';
export type { PanelPlace } from './help-panel/help-panel.events.js';
export { StatusBadgeElement } from './status-badge/status-badge.js';
export { SupportPageElement } from './support-page/support-page.js';
export type { SupportRouter } from './support-page/support-router.js';
export { SupportProviderElement } from './support-provider/support-provider.js';
export { TicketActionsElement } from './ticket-actions/ticket-actions.js';
export { TicketActEvent, TicketFollowEvent } from './ticket-actions/ticket-actions.events.js';
export { TicketAttachmentsElement } from './ticket-attachments/ticket-attachments.js';
export type { FilesOf } from './ticket-attachments/ticket-attachments.js';
export type { Prefill } from './ticket-form/form-answers.js';
export { TicketFormElement } from './ticket-form/ticket-form.js';
export {
  TicketFailedEvent,
  TicketQueuedEvent,
  TicketSubmitEvent,
  TicketSubmittedEvent,
} from './ticket-form/ticket-form.events.js';
export { TicketListElement } from './ticket-list/ticket-list.js';
export { TicketNewEvent, TicketOpenEvent } from './ticket-list/ticket-list.events.js';
export { TicketThreadElement } from './ticket-thread/ticket-thread.js';
export { MessageSendEvent, MessageSentEvent, TicketChangedEvent } from './ticket-thread/ticket-thread.events.js';
export { TicketTimelineElement } from './ticket-timeline/ticket-timeline.js';
export { TimelineEarlierEvent } from './ticket-timeline/ticket-timeline.events.js';
export { clientContext } from './context/client-context.js';
export { WordsRequestEvent } from './locales/words.events.js';
export type { Dictionary, Term, Translation, Word } from './locales/words.js';
