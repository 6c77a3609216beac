import type { Client, Draft, DraftValue } from '@helpmark/client';
import type { Answer, PolicyAnswer, Text, Ticket } from '@helpmark/schema';
import { fold } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { labelOf } from '../internal/policy-words.js';

export { confirmation } from '../internal/confirmation.js';
export { faultWords } from '../internal/fault-words.js';
export { renderKept } from '../internal/kept-line.js';
export { renderEntry } from '../internal/outbox-entry.js';
export { enQuestions as words } from '../locales/en-questions.js';
export { renderProblems } from './problems.js';
export { questionsStyles as styles } from './questions.styles.js';

// What a form says and asks once somebody writes in it, or has written before; it comes then.

/** What of two versions is compared: what they are about, and their answers. */
type Compared = { types?: PolicyAnswer['policy']['types']; fields: { key: string; label: Text }[] };

/** Two tabs have written the same draft: shows both where they differ, and asks. */
function renderConflict(draft: Draft, { types, fields }: Compared, mine: DraftValue, locale: LocaleController) {
  const theirs = draft.theirs?.value;
  const time = draft.theirs?.savedAt && locale.time(new Date(draft.theirs.savedAt).toISOString());
  const choose = (which: 'mine' | 'theirs') => () => void draft.choose(which);
  return html`<section class="notice conflict" id="conflict" tabindex="-1" role="alert" aria-labelledby="conflict-heading">
    <strong id="conflict-heading">${locale.term(theirs ? 'conflict' : 'conflictEnded')}</strong>
    ${
      theirs
        ? html`<div class="versions">
            ${renderVersion(locale.term('versionHere'), mine, theirs, { types, fields }, locale)}
            ${renderVersion(locale.term('versionThere', { time: time ?? '' }), theirs, mine, { types, fields }, locale)}
          </div>`
        : nothing
    }
    <p class="row">
      <button type="button" @click=${choose('mine')}>${locale.term('chooseMine')}</button>
      <button type="button" @click=${choose('theirs')}>${locale.term(theirs ? 'chooseTheirs' : 'chooseNone')}</button>
    </p>
  </section>`;
}

/** One version: the answers that the other has otherwise. */
function renderVersion(
  heading: string,
  one: DraftValue,
  other: DraftValue,
  { types = [], fields }: Compared,
  locale: LocaleController,
) {
  const write = (answer: Answer | undefined) => (Array.isArray(answer) ? answer.join('\n') : String(answer ?? ''));
  const facts: [string, string, string][] = [
    [locale.term('type'), labelOf(types, one.type, locale), labelOf(types, other.type, locale)],
    ...fields.map(({ key, label }): [string, string, string] => [
      locale.text(label),
      write(one.answers[key]),
      write(other.answers[key]),
    ]),
  ];
  return html`<div>
    <h4>${heading}</h4>
    <dl class="facts">
      ${facts.map(([name, here, there]) =>
        here === there
          ? nothing
          : html`<div>
              <dt>${name}</dt>
              <dd>${here || '–'}</dd>
            </div>`,
      )}
    </dl>
  </div>`;
}

/** What a draft asks before it is written on: which of two versions is meant, or whether it is still wanted. */
export function renderDraft(
  draft: Draft | undefined,
  compared: Compared,
  mine: DraftValue,
  answers: { keep: () => void; discard: () => unknown },
  locale: LocaleController,
) {
  if (draft?.state === 'conflict') return renderConflict(draft, compared, mine, locale);
  return draft?.old ? renderOld(draft, answers.keep, answers.discard, locale) : nothing;
}

/** Nobody has touched the draft for a long time: asks whether it is still wanted. */
function renderOld({ savedAt = 0 }: Draft, keep: () => void, discard: () => unknown, locale: LocaleController) {
  return html`<section class="notice" role="status">
    <p>${locale.term('oldDraft', { time: locale.time(new Date(savedAt).toISOString()) })}</p>
    <p class="row">
      <button type="button" @click=${keep}>${locale.term('oldKeep')}</button>
      <button type="button" class="plain" @click=${discard}>${locale.term('discard')}</button>
    </p>
  </section>`;
}

/** Words of a subject that tell what it is about; short ones are in every other. */
const telling = (text: string) =>
  new Set(
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => [...word].length > 3),
  );

/** The person's tickets whose subjects share at least half of the telling words, two of them or all; open ones first. */
export async function findSimilar(client: Client, subject: string): Promise<Ticket[]> {
  const words = telling(subject);
  if (words.size === 0) return [];
  const { items } = await client.tickets.list({ limit: 50 }).catch(() => ({ items: [] as Ticket[] }));
  const shared = (ticket: Ticket) => [...telling(ticket.subject)].filter((word) => words.has(word)).length;
  const ended = ({ phase }: Ticket) => Number(phase === 'resolved' || phase === 'closed');
  return items
    .filter((ticket) => shared(ticket) >= Math.max(Math.min(2, words.size), words.size / 2))
    .sort((one, other) => ended(one) - ended(other) || shared(other) - shared(one))
    .slice(0, 3);
}

/** Tickets that may be about the same, to go there in place of sending a second one. */
export function renderSimilar(tickets: Ticket[], { policy }: PolicyAnswer, open: (id: string) => void, locale: LocaleController) {
  if (tickets.length === 0) return nothing;
  return html`<section class="notice similar" role="status" part="similar">
    <strong>${locale.term('similar')}</strong>
    <ul>
      ${tickets.map(
        ({ id, subject, number, status }) =>
          html`<li>
            <button type="button" class="plain" @click=${() => open(id)}>${subject}</button>
            <span class="muted">${number}, ${labelOf(policy.statuses, status, locale)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
