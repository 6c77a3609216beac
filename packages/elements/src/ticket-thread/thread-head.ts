import type { Answer, PolicyAnswer, Ticket } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { fact } from '../internal/confirmation.js';
import { labelOf } from '../internal/policy-words.js';
import type { Term } from '../locales/words.js';
import { clockLines } from './clock-lines.js';

const linkTerms: Record<string, Term> = { follows: 'linkFollows', 'followed-by': 'linkFollowedBy' };

/** What the head of a thread asks the thread to do. */
export interface HeadRequests {
  /** Shows another ticket. */
  open: (ticket: string) => void;
  /** Copies the ticket's address; nothing where it has none. */
  copy: (() => void) | undefined;
  print: () => void;
  save: () => void;
}

/** Which ticket it is, where it stands, what that means, and what can be done with the whole of it. */
export function renderHead({ policy, person }: PolicyAnswer, ticket: Ticket, locale: LocaleController, ask: HeadRequests) {
  const status = policy.statuses.find(({ key }) => key === ticket.status);
  const tool = (label: string, action: () => void) => html`<button class="plain" @click=${action}>${label}</button>`;
  return html`<div class="head">
    <p class="muted">${ticket.number}, ${labelOf(policy.types, ticket.type, locale)}</p>
    ${
      // A colleague's ticket says whose it is.
      ticket.requester.id === person.id
        ? nothing
        : html`<p class="muted">${[ticket.requester.name, ticket.organization].filter(Boolean).join(', ')}</p>`
    }
    <h3 id="subject" tabindex="-1">${ticket.subject}</h3>
    <p class="line">
      <span class="hidden-text">${locale.term('status')}:</span>
      <hm-status-badge
        .phase=${ticket.phase}
        .label=${labelOf(policy.statuses, ticket.status, locale)}
        .meaning=${locale.text(status?.meaning)}
      ></hm-status-badge>
      ${
        ticket.priority
          ? html`<span class="muted">${locale.term('priority')}: ${labelOf(policy.levels, ticket.priority, locale)}</span>`
          : nothing
      }
    </p>
    ${status ? html`<p class="muted">${locale.text(status.meaning)}</p>` : nothing}
    ${clockLines(ticket, locale).map((line) => html`<p class="muted clock">${line}</p>`)}
    <div class="tools">
      ${ticket.links?.map(({ relation, id, number }) =>
        tool(locale.term(linkTerms[relation] ?? 'linkRelated', { number }), () => ask.open(id)),
      )}
      ${ask.copy ? tool(locale.term('copyLink'), ask.copy) : nothing} ${tool(locale.term('print'), ask.print)}
      ${tool(locale.term('transcript'), ask.save)}
    </div>
  </div>`;
}

/** What the person told besides the subject and the first message. */
export function renderTold({ policy }: PolicyAnswer, ticket: Ticket, locale: LocaleController) {
  const told = policy.fields.filter(({ key }) => ticket.fields[key] !== undefined);
  if (told.length === 0) return nothing;
  return html`<details>
    <summary>${locale.term('told')}</summary>
    <dl class="facts">
      ${told.map((field) => fact(locale.text(field.label), writeAnswer(ticket.fields[field.key]!, field.options, locale)))}
    </dl>
  </details>`;
}

/** An answer in words: the labels of what was chosen, one line a step. */
function writeAnswer(
  answer: Answer,
  options: { key: string; label: Parameters<LocaleController['text']>[0] }[] = [],
  locale: LocaleController,
): string {
  const label = (value: string) => locale.text(options.find(({ key }) => key === value)?.label) || value;
  return Array.isArray(answer) ? answer.map(label).join('\n') : label(String(answer));
}
