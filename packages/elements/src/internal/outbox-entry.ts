import type { Client, Keepable, OutboxEntry } from '@helpmark/client';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import { failureTerm, learnFailures } from './failure.js';
import { renderAttachments } from './late-attachments.js';

learnFailures({
  'stale-version': 'failedStale',
  'not-confirmed': 'failedNotConfirmed',
  'too-large': 'failedTooLarge',
  invalid: 'failedInvalid',
  'key-reused': 'failedEarlier',
  'sensitive-left-out': 'failedSensitive',
});

const waitTerms: Record<string, Term> = { failedNetwork: 'waitNetwork', failedAuth: 'waitAuth' };

/**
 * How an entry of the outbox stands, in one line, and why; with what the person can do where it does not go by itself.
 *
 * @param edit - Takes it back to be changed; absent where something else is being written in that place.
 */
export function renderEntry(
  entry: OutboxEntry,
  client: Client,
  edit: ((id: string) => unknown) | undefined,
  locale: LocaleController,
) {
  const { id, state, sent, onDevice, files } = entry;
  const stuck = files.some((file) => file.state === 'failed');
  const refused = state === 'refused';
  const waits = state === 'queued' && !!entry.code;
  const why = failureTerm(entry);
  const stands =
    refused || stuck ? 'entryRefused' : sent ? 'entryFiles' : waits && onDevice ? 'saved' : waits ? 'savedHere' : 'sending';
  return html`<div class="entry" data-entry=${id} data-state=${sent ? 'sent' : state}>
    <p class=${refused ? 'error' : 'muted'} role="status">
      ${locale.term(stands)} ${refused ? locale.term(why) : waits ? locale.term(waitTerms[why] ?? 'waitOther') : nothing}
    </p>
    ${
      refused || waits
        ? html`<p class="row">
            ${why === 'failedEarlier' ? nothing : html`<button type="button" @click=${() => client.outbox.retry(id)}>${locale.term('tryNow')}</button>`}
            ${sent || !edit ? nothing : html`<button type="button" class="plain" @click=${() => edit(id)}>${locale.term('edit')}</button>`}
          </p>`
        : nothing
    }
    ${files.length > 0 ? renderAttachments(client, { entry }) : nothing}
  </div>`;
}

/** Says that what is shown is from before, where the server cannot be reached. */
export function renderKeptAt({ keptAt }: Keepable, locale: LocaleController) {
  return keptAt
    ? html`<p class="muted kept-at" role="status">
        ${locale.term('keptAt', { time: locale.time(new Date(keptAt).toISOString()) })}
      </p>`
    : nothing;
}
