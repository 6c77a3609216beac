import type { Client, Draft } from '@helpmark/client';
import { lengthOf, maxBodyLength } from '@helpmark/schema';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { renderAttachments } from '../internal/late-attachments.js';
import type { Term } from '../locales/words.js';
import type { Guarded } from '../privacy-guard/guarded.js';
import { renderDraft } from '../ticket-form/questions.js';

/** What the drawing of the composer needs to know. */
interface ComposerView {
  client: Client | undefined;
  known: PolicyAnswer;
  ticket: Ticket;
  body: string;
  draft: Draft | undefined;
  /** Whether there was nothing to send when it was pressed. */
  wrong: boolean;
  /** Whether an action is on its way. */
  busy: boolean;
  /** What should perhaps not be sent. */
  guard: unknown;
  /** Where the words are. */
  kept: unknown;
  write: (body: string) => void;
  send: (event: Event) => void;
  discard: () => void;
  /** Says that the ticket is solved; absent where that cannot be said. */
  resolve: (() => void) | undefined;
  locale: LocaleController;
}

/** Why a reply cannot be sent as it is. Files need no words beside them. */
export function faultOfReply(body: string, { files }: Draft, faulty: boolean): Term | undefined {
  if (faulty) return 'errorFiles';
  if (body.trim() === '' && files.length === 0) return 'replyRequired';
  return lengthOf(body) > maxBodyLength ? 'failedTooLarge' : undefined;
}

/** A reply as a form of one field, for what looks at it before it is sent. */
export function asForm(
  body: string,
  write: (body: string) => void,
  locale: LocaleController,
): Omit<Guarded, 'known' | 'client' | 'draft'> {
  const field = { key: 'reply', kind: 'multiline', label: locale.term('reply') } as const;
  return {
    form: { answers: { reply: body }, applying: () => new Map([['reply', { field, required: true }]]) },
    set: (_key, text) => write(String(text)),
    sent: { reply: true, files: 0, bytes: 0 },
  };
}

/** Where the person writes, with what there is to ask about the words. */
export function renderComposer(view: ComposerView) {
  const { client, known, ticket, body, draft, wrong, busy, guard, kept, write, send, discard, resolve, locale } = view;
  const fields = [{ key: 'body', label: locale.term('reply') }];
  return html`${renderDraft(draft, { fields }, { answers: { body } }, { keep: () => write(body), discard }, locale)}
    <form class="composer" part="composer" novalidate @submit=${send}>
      <label for="reply">${locale.term('reply')}</label>
      ${
        known.policy.replyReopens && (ticket.phase === 'resolved' || ticket.phase === 'closed')
          ? html`<p class="muted">${locale.term('replyReopens')}</p>`
          : nothing
      }
      <textarea
        id="reply"
        rows="3"
        .value=${body}
        aria-required="true"
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? 'reply-error' : nothing}
        @input=${(event: InputEvent) => write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${wrong ? html`<p class="error" id="reply-error">${locale.term('replyRequired')}</p>` : nothing}
      ${renderAttachments(client, { draft, ticket }, known)} ${guard}
      <div class="row ends">
        <button class="primary" type="submit">${locale.term('send')}</button>
        ${
          resolve
            ? html`<button type="button" data-action="resolve" aria-disabled=${busy ? 'true' : nothing} @click=${resolve}>
                ${locale.term('resolve')}
              </button>`
            : nothing
        }
      </div>
      ${kept}
    </form>`;
}
