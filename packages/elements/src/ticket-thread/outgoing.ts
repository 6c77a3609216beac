import type { Client } from '@helpmark/client';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { renderEntry } from '../internal/outbox-entry.js';
import { maySubmit } from '../internal/policy-words.js';

/** What the person has sent off and the server does not have whole yet: each message as it will stand above, with how it stands now. */
export function renderOutgoing(
  ticket: string,
  client: Client,
  edit: ((id: string) => unknown) | undefined,
  locale: LocaleController,
) {
  // The ticket's own words have arrived; its files may not have.
  const begun = client.outbox.list('new').filter(({ sent }) => sent?.ticket === ticket);
  const entries = [...begun, ...client.outbox.list(ticket)];
  if (entries.length === 0) return nothing;
  return html`<ol class="outgoing">
    ${entries.map(
      (entry) =>
        html`<li>
          ${entry.sent ? nothing : html`<div class="own body">${entry.input.body}</div>`}
          ${renderEntry(entry, client, edit, locale)}
        </li>`,
    )}
  </ol>`;
}

/** What stands in place of the composer where no message can be added: why, and the way to a new ticket. */
export function renderClosed(known: PolicyAnswer, { phase }: Ticket, begin: () => void, locale: LocaleController) {
  return html`<div class="notice" part="composer">
    <p>${locale.term(phase === 'closed' ? 'closedHint' : 'replyNotAllowed')}</p>
    ${
      maySubmit(known)
        ? html`<p>${locale.term('closedNext')}</p>
            <button @click=${begin}>${locale.term('newTicket')}</button>`
        : nothing
    }
  </div>`;
}
