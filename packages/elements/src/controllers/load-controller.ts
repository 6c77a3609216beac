import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The four states of work that loads. */
export type LoadState = 'idle' | 'loading' | 'ready' | 'failed';

/**
 * Runs one piece of loading for its host; a newer run ends the older, and leaving the page ends both. The state stands on the host
 * as `data-state`, for tests and styles of the page.
 */
export class LoadController<Value> implements ReactiveController {
  state: LoadState = 'idle';
  value: Value | undefined;
  error: unknown;
  /** How often it has failed in a row. */
  failures = 0;

  readonly #host: ReactiveControllerHost & HTMLElement;
  #running: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Resolves when what was begun last has ended, or was overtaken. */
  ended = Promise.resolve();

  /** Loads. What was loaded before stays in `value` until the new is here. */
  run(load: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    return (this.ended = this.#run(load));
  }

  async #run(load: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.state = 'loading';
    this.#host.requestUpdate();
    try {
      const value = await load(running.signal);
      if (this.#running !== running) return;
      this.value = value;
      this.state = 'ready';
      this.failures = 0;
    } catch (error) {
      if (this.#running !== running) return;
      this.error = error;
      this.state = 'failed';
      this.failures++;
    }
    this.#running = undefined;
    this.#host.requestUpdate();
  }

  /** Forgets what was loaded. */
  reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.value = undefined;
    this.failures = 0;
    this.state = 'idle';
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    // What was cut off by leaving the page begins anew: the host loads where nothing is loaded.
    if (this.state === 'idle') this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const { dataset } = this.#host;
    if (dataset['state'] !== this.state) dataset['state'] = this.state;
  }

  hostDisconnected(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.state = this.value === undefined ? 'idle' : 'ready';
  }
}
