import type { ActionInput, PolicyAnswer, TimelineItem } from '@helpmark/schema';
import { html } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { enActions } from '../locales/en-actions.js';
import { enLate } from '../locales/en-late.js';
import type { Term } from '../locales/words.js';
import { authorOf, describeEvent } from '../ticket-timeline/timeline-item.js';

/** Its words, and those that actions go by. */
export const words = { ...enActions, ...enLate };

/** What an action is called where it is asked for. */
const actionTerms: Record<ActionInput['action'], Term> = {
  resolve: 'resolve',
  confirm: 'confirm',
  reopen: 'reopen',
  escalate: 'escalate',
  'dispute-severity': 'dispute',
  'answer-request': 'requestSend',
  rate: 'rate',
};

/** What a person asked for on a ticket that had changed before, and what had happened since they saw it. */
export interface Conflict {
  input: ActionInput;
  changes: readonly TimelineItem[];
}

/** Tells what has happened meanwhile and asks whether the person still wants what they asked for. */
export function renderConflict(
  { input, changes }: Conflict,
  known: PolicyAnswer,
  locale: LocaleController,
  answer: (again: boolean) => void,
) {
  return html`<div class="notice failed" role="alert" part="conflict">
    <p>
      <strong>${locale.term('conflictAsk', { action: locale.term(actionTerms[input.action]) })}</strong>
    </p>
    <ul class="changes">
      ${changes.map(
        (item) =>
          html`<li>
            ${item.kind === 'event' ? describeEvent(item, known, locale) : `${authorOf(item, known, locale)}: “${shorten(item.body)}”`}
          </li>`,
      )}
    </ul>
    <div class="row">
      <button class="primary" data-conflict="again" @click=${() => answer(true)}>${locale.term('conflictAgain')}</button>
      <button data-conflict="leave" @click=${() => answer(false)}>${locale.term('conflictLeave')}</button>
    </div>
  </div>`;
}

/** The beginning of a message: the whole stands in the timeline. */
function shorten(body: string): string {
  const points = Array.from(body.replace(/\s+/g, ' ').trim());
  return points.length > 120 ? `${points.slice(0, 119).join('')}…` : points.join('');
}
