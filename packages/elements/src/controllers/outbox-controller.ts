import type { Client, OutboxEntry, SentEntry } from '@helpmark/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ClientController } from './client-controller.js';

/** Follows what its host's client has to send, and draws the host anew with every change. */
export class OutboxController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #client: ClientController;
  readonly #changed: (sent?: SentEntry) => void;
  #from: Client | undefined;
  #stop: (() => void) | undefined;

  /** @param changed - Called at every change, with the entry where the server has just confirmed one. */
  constructor(host: ReactiveControllerHost & Element, client: ClientController, changed: (sent?: SentEntry) => void = () => {}) {
    this.#host = host;
    this.#client = client;
    this.#changed = changed;
    host.addController(this);
  }

  /** What waits or is on its way: tickets for `new`, messages for a ticket's id, all of it for nothing. */
  list(slot?: string): readonly OutboxEntry[] {
    return this.#client.value?.outbox.list(slot) ?? [];
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const client = this.#client.value;
    // An element is drawn once more after it has left the page; it follows nothing there.
    if (client === this.#from || !this.#host.isConnected) return;
    this.#stop?.();
    this.#from = client;
    this.#stop = client?.outbox.subscribe((sent) => {
      this.#changed(sent);
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = this.#from = undefined;
  }
}
