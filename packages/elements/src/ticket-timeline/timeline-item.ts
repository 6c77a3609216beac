import type { Client } from '@helpmark/client';
import type { Message, PolicyAnswer, TimelineItem } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { renderAttachments } from '../internal/late-attachments.js';
import { labelOf } from '../internal/policy-words.js';
import { timeAgo } from '../internal/time-ago.js';
import type { Term } from '../locales/words.js';

const eventTerms: Record<string, Term> = {
  created: 'eventCreated',
  status: 'eventStatus',
  priority: 'eventPriority',
  queue: 'eventQueue',
  fields: 'eventFields',
  request: 'eventRequest',
  answered: 'eventAnswered',
  'severity-disputed': 'eventDisputed',
  escalated: 'eventEscalated',
  reminder: 'eventReminder',
  rated: 'eventRated',
  linked: 'eventLinked',
  incident: 'eventIncident',
  'follow-up': 'eventFollowUp',
};

/** What the drawing of an item needs to know. */
export interface ItemView {
  client: Client | undefined;
  known: PolicyAnswer;
  locale: LocaleController;
  /** Milliseconds since 1970. */
  now: number;
  /** Draws the words of a message. */
  body: (body: string) => unknown;
}

/** Draws one entry of a timeline: a message as an article with a heading, an event as a line. */
export function renderItem(item: TimelineItem, view: ItemView) {
  const { client, known, locale, now } = view;
  const name = authorOf(item, known, locale);
  const time = html`<time datetime=${item.createdAt} title=${locale.time(item.createdAt)}
    >${timeAgo(item.createdAt, locale, now)}</time
  >`;
  if (item.kind === 'event') {
    return html`<p class="event muted" part="event">
      ${describeEvent(item, known, locale)}, ${time}${item.reason ? html`: “${item.reason}”` : nothing}
    </p>`;
  }
  return html`<article
    class="message ${isOwn(item, known) ? 'own' : ''}"
    part="message"
    tabindex="-1"
    aria-labelledby="message-${item.id}"
  >
    <h4 id="message-${item.id}">${name} ${time}</h4>
    <div class="body">${view.body(item.body)}</div>
    ${item.attachments.length > 0 ? renderAttachments(client, item) : nothing}
  </article>`;
}

/** True for what the person wrote or did. */
export function isOwn({ author }: TimelineItem, { person }: PolicyAnswer): boolean {
  return author?.id === person.id && author.role === person.role;
}

/** True for what counts as unread until it is seen: a message of somebody else. */
export function isNews(item: TimelineItem, known: PolicyAnswer): item is Message {
  return item.kind === 'message' && !isOwn(item, known);
}

/** The name that an item's author goes by. */
export function authorOf(item: TimelineItem, known: PolicyAnswer, locale: LocaleController): string {
  if (isOwn(item, known)) return locale.term('you');
  return item.author?.name || locale.term(item.author?.role === 'requester' ? 'requester' : 'support');
}

/** What an event tells, in a sentence without its time. */
export function describeEvent(event: TimelineItem & { kind: 'event' }, known: PolicyAnswer, locale: LocaleController): string {
  const to = labelOf([...known.policy.statuses, ...known.policy.levels], event.to, locale);
  return locale.term(eventTerms[event.type] ?? 'eventOther', { name: authorOf(event, known, locale), to });
}
