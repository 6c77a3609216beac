import type { Client } from '@helpmark/client';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import { failureTerm } from '../internal/failure.js';
import { addressOf } from '../internal/ticket-address.js';
import { enLate } from '../locales/en-late.js';
import { printTranscript, saveTranscript, writeTranscript } from './transcript.js';
import type { Transcript } from './transcript.js';

/** A window that was opened to be printed; nothing where the browser has blocked it. */
export type PrintWindow = (Window & typeof globalThis) | null;

/** Copies an address, and gives the words for the person. */
export async function copyAddress(address: string, locale: LocaleController): Promise<string> {
  locale.learn(enLate);
  try {
    await navigator.clipboard.writeText(address);
    return locale.term('linkCopied');
  } catch {
    return locale.term('linkNotCopied', { address });
  }
}

/** Fills a window with all of a ticket and asks to print it. Gives words for the person where that fails. */
export async function printTicket(
  client: Client,
  ticket: Ticket,
  known: PolicyAnswer,
  locale: LocaleController,
  view: PrintWindow,
): Promise<string> {
  locale.learn(enLate);
  if (!view) return locale.term('printBlocked');
  const words = await transcribe(client, ticket, known, locale, (transcript) => printTranscript(transcript, view));
  if (words) view.close();
  return words;
}

/** Saves all of a ticket as a text file. Gives words for the person where that fails. */
export async function saveTicket(client: Client, ticket: Ticket, known: PolicyAnswer, locale: LocaleController): Promise<string> {
  locale.learn(enLate);
  return transcribe(client, ticket, known, locale, (transcript) => saveTranscript(transcript, ticket.number));
}

async function transcribe(
  client: Client,
  ticket: Ticket,
  known: PolicyAnswer,
  locale: LocaleController,
  use: (transcript: Transcript) => void,
): Promise<string> {
  try {
    use(await writeTranscript(client, ticket, known, locale, addressOf(ticket.id, known)));
    return '';
  } catch (error) {
    return `${locale.term('failedLoad')} ${locale.term(failureTerm(error))}`;
  }
}
