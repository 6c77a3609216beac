import type { Client } from '@helpmark/client';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import type { ReactiveControllerHost } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type * as Share from './share.js';

/** Takes a ticket elsewhere: its address to the clipboard, all of it to paper or into a file. What does it comes late. */
export class ShareController {
  /** What became of it, in words for the person. */
  note = '';

  readonly #host: ReactiveControllerHost;
  readonly #locale: LocaleController;

  constructor(host: ReactiveControllerHost, locale: LocaleController) {
    this.#host = host;
    this.#locale = locale;
  }

  /** Copies the ticket's address, or shows it where the browser does not let it be copied. */
  copy(address: string): void {
    void this.#say((late) => late.copyAddress(address, this.#locale));
  }

  /** Opens a window with all of a ticket, for paper. */
  print(client: Client, ticket: Ticket, known: PolicyAnswer): void {
    // A window is only given in answer to a press, so before anything is loaded.
    const view = open('', '_blank') as Share.PrintWindow;
    void this.#say((late) => late.printTicket(client, ticket, known, this.#locale, view));
  }

  /** Saves all of a ticket as a file. */
  save(client: Client, ticket: Ticket, known: PolicyAnswer): void {
    void this.#say((late) => late.saveTicket(client, ticket, known, this.#locale));
  }

  async #say(act: (late: typeof Share) => Promise<string>): Promise<void> {
    for (const words of [Promise.resolve(this.#locale.term('loading')), import('./share.js').then(act)]) {
      this.note = await words.catch(() => this.#locale.term('failedLoad'));
      this.#host.requestUpdate();
    }
  }
}
