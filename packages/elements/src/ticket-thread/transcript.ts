import type { Client } from '@helpmark/client';
import type { PolicyAnswer, Ticket, TimelineItem } from '@helpmark/schema';
import { html, render } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { labelOf } from '../internal/policy-words.js';
import { authorOf, describeEvent } from '../ticket-timeline/timeline-item.js';

/** Items a page: as many as a server gives. */
const pageLength = 100;

/** All of a ticket in words, oldest first. */
export interface Transcript {
  title: string;
  facts: string[];
  entries: { heading: string; body: string }[];
}

/** Loads a whole timeline and puts it in words. */
export async function writeTranscript(
  client: Client,
  ticket: Ticket,
  known: PolicyAnswer,
  locale: LocaleController,
  address: string | undefined,
): Promise<Transcript> {
  const items: TimelineItem[] = [];
  let before: string | undefined;
  do {
    const page = await client.timeline.list(ticket.id, { before, limit: pageLength });
    items.unshift(...page.items);
    before = page.nextCursor;
  } while (before);
  const fact = (name: string, value: string | undefined) => (value ? [`${name}: ${value}`] : []);
  return {
    title: `${ticket.number} ${ticket.subject}`,
    facts: [
      ...fact(locale.term('sentType'), labelOf(known.policy.types, ticket.type, locale)),
      ...fact(locale.term('status'), labelOf(known.policy.statuses, ticket.status, locale)),
      ...fact(locale.term('priority'), labelOf(known.policy.levels, ticket.priority, locale)),
      ...fact(locale.term('sentLink'), address),
    ],
    entries: items.map((item) => {
      const time = new Date(item.createdAt).toLocaleString(locale.locale, { dateStyle: 'long', timeStyle: 'short' });
      if (item.kind === 'event') return { heading: `${describeEvent(item, known, locale)}, ${time}`, body: item.reason ?? '' };
      const names = item.attachments.map(({ name }) => name).join(', ');
      const files = names && locale.term('transcriptFiles', { names });
      return { heading: `${authorOf(item, known, locale)}, ${time}`, body: [item.body, files].filter(Boolean).join('\n\n') };
    }),
  };
}

/** A transcript as a text file. */
export function textOf({ title, facts, entries }: Transcript): string {
  const told = entries.map(({ heading, body }) => (body ? `${heading}\n${body}` : heading));
  return `${[[title, ...facts].join('\n'), ...told].join('\n\n----\n\n')}\n`;
}

/** Hands a transcript to the browser as a file, made on the page: no address of it exists elsewhere. */
export function saveTranscript(transcript: Transcript, number: string): void {
  const address = URL.createObjectURL(new Blob([textOf(transcript)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${number.replace(/[^\w.-]+/g, '-')}.txt`;
  link.click();
  // The browser has taken hold of the bytes by the next task.
  setTimeout(() => URL.revokeObjectURL(address));
}

const printStyles = `
  body { max-inline-size: 42em; margin: 24px auto; padding-inline: 24px; font: 15px/1.5 system-ui, sans-serif; color: #1a1e26; background: #fff }
  h1 { font-size: 22px; line-height: 1.3 }
  ul { padding: 0; list-style: none; color: #565f6e }
  article { padding-block: 12px; border-block-start: 1px solid #dde1e8; break-inside: avoid }
  h2 { margin: 0; font-size: 13px }
  p { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere }
`;

/** Fills a window of its own with a transcript, for paper, and asks to print it. */
export function printTranscript({ title, facts, entries }: Transcript, view: Window & typeof globalThis): void {
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(printStyles);
  view.document.adoptedStyleSheets = [sheet];
  view.document.title = title;
  view.document.documentElement.lang = document.documentElement.lang;
  render(
    html`<h1>${title}</h1>
      <ul>
        ${facts.map((one) => html`<li>${one}</li>`)}
      </ul>
      ${entries.map(
        ({ heading, body }) =>
          html`<article>
            <h2>${heading}</h2>
            <p>${body}</p>
          </article>`,
      )}`,
    view.document.body,
  );
  view.print();
}
