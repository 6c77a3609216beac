import type { Draft } from '@helpmark/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds in which what was discarded can be brought back, as long as the client keeps it. */
const undoTime = 10_000;

/** Discards a draft, and brings it back within some seconds. */
export class DiscardController implements ReactiveController {
  /** Brings back what was discarded a moment ago; nothing where that is over. */
  undo: (() => Promise<void>) | undefined;
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  async discard(draft: Draft): Promise<void> {
    const bringBack = await draft.discard();
    this.#set(() => {
      this.#set();
      return bringBack();
    });
    this.#timer = setTimeout(() => this.#set(), undoTime);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.undo = undefined;
  }

  #set(undo?: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.undo = undo;
    this.#host.requestUpdate();
  }
}
