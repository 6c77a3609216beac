import type { Client } from '@helpmark/client';
import { ContextEvent } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { clientContext } from '../context/client-context.js';

/** An element that can be given a client, or find one around it. */
export type ClientHost = LitElement & { client?: Client | undefined };

/** Finds an element's client: its own `client` property first, then the nearest provider. */
export class ClientController implements ReactiveController {
  readonly #host: ClientHost;
  /** What the nearest provider holds, and how to hear no more of it. */
  #found: Client | undefined;
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ClientHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The client, or nothing while there is none. */
  get value(): Client | undefined {
    return this.#host.client ?? this.#found;
  }

  /**
   * The client.
   *
   * @throws {Error} that says what to write, where there is none.
   */
  get required(): Client {
    const client = this.value;
    if (!client) throw this.#missing();
    return client;
  }

  hostConnected(): void {
    this.#ask();
    // A provider may be defined after the elements inside it.
    document.addEventListener('context-provider', this.#askAgain);
    // A framework may hand the client over a moment later; one that never comes is a mistake worth a line in the console.
    this.#timer = setTimeout(() => this.value ?? reportError(this.#missing()), 2000);
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#askAgain);
    clearTimeout(this.#timer);
    this.#stop?.();
    this.#stop = undefined;
  }

  readonly #askAgain = () => {
    if (!this.value) this.#ask();
  };

  /** Asks by the `context-request` protocol, whose answers come again with each change. */
  #ask(): void {
    const take = (client: Client | undefined, stop?: () => void) => {
      if (this.#stop !== stop) this.#stop?.();
      this.#stop = stop;
      this.#found = client;
      this.#host.requestUpdate();
    };
    this.#host.dispatchEvent(new ContextEvent(clientContext, this.#host, take, true));
  }

  #missing(): Error {
    const tag = this.#host.localName;
    return new Error(`<${tag}> has no client: set its "client" property or put it inside <hm-support-provider>.`);
  }
}
