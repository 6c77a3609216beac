import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its host anew as time passes, so that `5 minutes ago` stays true; a page that nobody sees waits until it is looked at. */
export class ClockController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#tick, 20_000);
    document.addEventListener('visibilitychange', this.#tick);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#tick);
  }

  readonly #tick = () => {
    if (!document.hidden) this.#host.requestUpdate();
  };
}
