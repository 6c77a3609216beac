import type { OutboxEntry, SentEntry } from '@helpmark/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientController } from './client-controller.js';
import { OutboxController } from './outbox-controller.js';

/** What can become of what a person has just sent off. */
export interface Outcomes {
  /** The server has it; `mine` is false for an entry that the person sent off before. */
  arrived(sent: SentEntry, mine: boolean): void;
  /** It waits on the device. Told once. */
  waits(entry: OutboxEntry): void;
  /** It needs the person. */
  refused(entry: OutboxEntry): void;
}

/** Follows what the person has just sent off until the server has it or the person has to do something. */
export class SendingController implements ReactiveController {
  /** What was sent off; nothing once its outcome is known, except while it waits. */
  entry: OutboxEntry | undefined;
  /** Whether it could not be sent at once and waits. */
  waiting = false;
  readonly outbox: OutboxController;
  readonly #outcomes: Outcomes;

  constructor(host: ReactiveControllerHost & Element, client: ClientController, outcomes: Outcomes) {
    this.outbox = new OutboxController(host, client, (sent) => this.#look(sent));
    this.#outcomes = outcomes;
    host.addController(this);
  }

  /** Whether it is not known yet what becomes of it. */
  get busy(): boolean {
    return !!this.entry && !this.waiting;
  }

  /** The tickets that were sent off before and wait. */
  get others(): OutboxEntry[] {
    return this.outbox.list('new').filter(({ id }) => id !== this.entry?.id);
  }

  follow(entry: OutboxEntry): void {
    this.entry = entry;
    this.#look();
  }

  forget(): void {
    this.entry = undefined;
    this.waiting = false;
  }

  hostUpdate(): void {
    // What arrived or was taken back while nobody listened.
    if (this.entry) this.#look();
  }

  #look(sent?: SentEntry): void {
    const mine = sent?.id === this.entry?.id;
    if (sent && mine) this.forget();
    if (sent && sent.kind === 'ticket') return this.#outcomes.arrived(sent, mine);
    const entry = this.outbox.list('new').find(({ id }) => id === this.entry?.id);
    if (!this.entry || !entry) return;
    this.entry = entry;
    if (entry.state === 'refused') {
      this.forget();
      this.#outcomes.refused(entry);
    } else if (entry.state === 'queued' && entry.code && !this.waiting) {
      this.waiting = true;
      this.#outcomes.waits(entry);
    }
  }
}
