import type { PolicyAnswer, TimelineItem } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { labelOf } from '../internal/policy-words.js';
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

/** Draws one entry of a timeline: a message as an article with a heading, an event as a line. */
export function renderItem(item: TimelineItem, { policy, person }: PolicyAnswer, locale: LocaleController) {
  const own = item.author?.id === person.id && item.author.role === person.role;
  const name = own
    ? locale.term('you')
    : item.author?.name || locale.term(item.author?.role === 'requester' ? 'requester' : 'support');
  const time = html`<time datetime=${item.createdAt}>${locale.time(item.createdAt)}</time>`;
  if (item.kind === 'message') {
    return html`<li class="message ${own ? 'own' : ''}" part="message">
      <article aria-labelledby="message-${item.id}">
        <h4 id="message-${item.id}">${name} ${time}</h4>
        <div class="body">${item.body}</div>
      </article>
    </li>`;
  }
  const to = labelOf([...policy.statuses, ...policy.levels], item.to, locale);
  return html`<li class="event muted" part="event">
    ${locale.term(eventTerms[item.type] ?? 'eventOther', { name, to })},
    ${time}${item.reason ? html`: “${item.reason}”` : nothing}
  </li>`;
}
