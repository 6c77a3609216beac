import type { PolicyAnswer } from '@helpmark/schema';
import type { LitElement } from 'lit';
import { html, nothing } from 'lit';
import { whenIdle } from '../internal/when-idle.js';
import type { Guarded } from '../privacy-guard/guarded.js';
import { LatePart } from './late-part.js';
import type { LocaleController } from './locale-controller.js';

/** Looks at words and files before they leave the device, where the policy names a detector; what looks comes then. */
export class GuardController {
  readonly #host: LitElement;
  readonly #locale: LocaleController;
  readonly #view: () => Omit<Guarded, 'known'>;
  readonly #late;
  #lacks = false;

  /** @param view - Gives what is about to leave, as it stands. */
  constructor(host: LitElement, locale: LocaleController, view: () => Omit<Guarded, 'known'>) {
    this.#host = host;
    this.#locale = locale;
    this.#view = view;
    this.#late = new LatePart(host, locale, () => import('../privacy-guard/privacy-guard.js'));
  }

  /** Draws what was found so far. */
  render(known: PolicyAnswer) {
    if (!known.policy.privacy?.detectors) return nothing;
    whenIdle(() => void this.#late.bring());
    return html`${this.#lacks ? html`<p class="notice failed" role="alert">${this.#locale.term('failedLoad')}</p>` : nothing}
    ${this.#late.value?.renderGuard(this.#host, { known, ...this.#view() }, this.#locale)}`;
  }

  /** Looks at all of it, and says whether it may go now. Where what looks cannot be had, it may not. */
  async clears(known: PolicyAnswer): Promise<boolean> {
    const part = await this.#late.bring();
    this.#lacks = !part;
    this.#host.requestUpdate();
    return !!part && part.clears(this.#host, { known, ...this.#view() }, this.#locale);
  }
}
