import type { Client } from '@helpmark/client';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { failureTerm } from '../internal/failure.js';
import { addressOf } from '../internal/ticket-address.js';

/** Takes a ticket elsewhere: its address to the clipboard, all of it to paper or into a file. */
export class ShareController implements ReactiveController {
  /** What became of it, in words for the person. */
  note = '';

  readonly #host: ReactiveControllerHost;
  readonly #locale: LocaleController;

  constructor(host: ReactiveControllerHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Copies an address, or shows it where the browser does not let it be copied. */
  async copy(address: string): Promise<void> {
    const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'));
    await copied.then(
      () => this.#say(this.#locale.term('linkCopied')),
      () => this.#say(this.#locale.term('linkNotCopied', { address })),
    );
  }

  /** Opens a window with all of a ticket, for paper. */
  print(client: Client, ticket: Ticket, known: PolicyAnswer): Promise<void> {
    // A window is only given in answer to a press, so before anything is loaded.
    return this.#transcribe(client, ticket, known, open('', '_blank') as (Window & typeof globalThis) | null);
  }

  /** Saves all of a ticket as a file. */
  save(client: Client, ticket: Ticket, known: PolicyAnswer): Promise<void> {
    return this.#transcribe(client, ticket, known);
  }

  async #transcribe(
    client: Client,
    ticket: Ticket,
    known: PolicyAnswer,
    view?: (Window & typeof globalThis) | null,
  ): Promise<void> {
    this.#say(this.#locale.term('loading'));
    try {
      const late = await import('./transcript.js');
      this.#locale.learn(late.enLate);
      if (view === null) return this.#say(this.#locale.term('printBlocked'));
      const transcript = await late.writeTranscript(client, ticket, known, this.#locale, addressOf(ticket.id, known));
      if (view) late.printTranscript(transcript, view);
      else late.saveTranscript(transcript, ticket.number);
      this.#say('');
    } catch (error) {
      view?.close();
      this.#say(`${this.#locale.term('failedLoad')} ${this.#locale.term(failureTerm(error))}`);
    }
  }

  #say(note: string): void {
    this.note = note;
    this.#host.requestUpdate();
  }
}
