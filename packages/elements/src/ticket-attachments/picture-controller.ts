import type { LitElement, ReactiveController } from 'lit';

/** Brings pictures once the place where they are drawn is seen, and lets go of them with their host. */
export class PictureController implements ReactiveController {
  readonly #host: LitElement;
  /** Addresses by the picture's key; empty where it is on its way or cannot be drawn. */
  readonly #addresses = new Map<string, string>();
  readonly #sources = new Map<string, () => Promise<Blob>>();
  #seen: IntersectionObserver | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The address of a picture; nothing until it is here. */
  addressOf(key: string): string | undefined {
    return this.#addresses.get(key) || undefined;
  }

  /** Says where a picture comes from, once its place, `data-picture`, is seen. */
  offer(key: string, load: () => Promise<Blob>): void {
    this.#sources.set(key, load);
  }

  /** Brings a picture. Without it, its file is there all the same. */
  async bring(key: string, load = this.#sources.get(key)): Promise<void> {
    if (!load || this.#addresses.has(key)) return;
    this.#addresses.set(key, '');
    const bytes = await load().catch(() => undefined);
    if (!bytes || !this.#addresses.has(key)) return;
    this.#addresses.set(key, URL.createObjectURL(bytes));
    this.#host.requestUpdate();
  }

  /** The browser cannot draw it, or the page does not let it. */
  giveUp(key: string): void {
    URL.revokeObjectURL(this.#addresses.get(key)!);
    this.#addresses.set(key, '');
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) void this.bring((target as HTMLElement).dataset['picture']!);
      }
    });
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    for (const place of this.#host.renderRoot.querySelectorAll('[data-picture]')) this.#seen?.observe(place);
  }

  hostDisconnected(): void {
    this.#seen?.disconnect();
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
    this.#sources.clear();
  }
}
