import type { Client, Draft, DraftOptions, DraftValue } from '@helpmark/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Holds what a person is writing: opens it, saves it, and tells its host when it has changed by itself. */
export class DraftController implements ReactiveController {
  /** What is being written; nothing until it is open. */
  value: Draft | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #restore: (value: DraftValue | undefined) => void;
  #client: Client | undefined;
  #slot = '';
  #stop: (() => void) | undefined;
  /** What stands on the screen of it. */
  #shown: DraftValue | undefined;
  /** What was written before the draft was open. */
  #typed: DraftValue | undefined;

  /** @param restore - Puts on the screen what was written before, in this tab, earlier or elsewhere; nothing where nothing was. */
  constructor(host: ReactiveControllerHost, restore: (value: DraftValue | undefined) => void) {
    this.#host = host;
    this.#restore = restore;
    host.addController(this);
  }

  /** Opens the draft of a slot in place of another. Nothing of the other is lost. */
  async open(client: Client, slot: string, options?: DraftOptions): Promise<void> {
    this.close();
    this.#client = client;
    this.#slot = slot;
    let draft = await client.drafts.open(slot, options);
    // Words that were typed meanwhile take no draft's place: it rests, and is offered another time.
    if (this.#typed && draft.value) draft = await client.drafts.open(slot, { ...options, id: client.newKey() });
    if (this.#client !== client || this.#slot !== slot) return draft.close();
    // Two calls for the same slot: the later one stays.
    this.value?.close();
    this.#stop?.();
    this.value = draft;
    this.#stop = draft.subscribe(() => this.#show());
    if (this.#typed) this.save(this.#typed);
    else this.#show();
    this.#typed = undefined;
  }

  /** Lets go of the draft; it rests on the device. */
  close(): void {
    this.#stop?.();
    this.value?.close();
    this.value = undefined;
    this.#shown = this.#typed = undefined;
  }

  /** Takes what the person has written now. */
  save(value: DraftValue): void {
    this.#shown = value;
    if (this.value) this.value.save(value);
    else this.#typed = value;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    const client = this.#client;
    if (client && !this.value) void this.open(client, this.#slot);
  }

  hostDisconnected(): void {
    this.close();
  }

  #show(): void {
    const value = this.value?.value;
    if (value !== this.#shown) this.#restore((this.#shown = value));
    this.#host.requestUpdate();
  }
}
