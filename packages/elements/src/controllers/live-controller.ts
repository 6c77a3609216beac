import type { Client, LiveEvent } from '@helpmark/client';
import type { ReactiveController } from 'lit';
import type { ClientController, ClientHost } from './client-controller.js';

/** An element that may be there without being looked at. */
type LiveHost = ClientHost & { active?: boolean };

/** Hears what changes on the server while its host is looked at. */
export class LiveController implements ReactiveController {
  readonly #host: LiveHost;
  readonly #client: ClientController;
  readonly #heard: (event: LiveEvent) => void;
  #from: Client | undefined;
  #stop: (() => void) | undefined;

  constructor(host: LiveHost, client: ClientController, heard: (event: LiveEvent) => void) {
    this.#host = host;
    this.#client = client;
    this.#heard = heard;
    host.addController(this);
  }

  hostUpdate(): void {
    // An element is drawn once more after it has left the page; it listens to nothing there.
    const wanted = this.#host.isConnected && this.#host.active !== false;
    this.#listen(wanted ? this.#client.value : undefined);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#listen(undefined);
  }

  #listen(client: Client | undefined): void {
    if (client === this.#from) return;
    this.#stop?.();
    this.#from = client;
    this.#stop = client?.events.subscribe(this.#heard);
  }
}
