import { createClient } from '@helpmark/client';
import type { Client } from '@helpmark/client';
import { ContextProvider } from '@lit/context';
import { css, html, LitElement } from 'lit';
import type { PropertyValues } from 'lit';
import { clientContext } from '../context/client-context.js';
import { version } from '../internal/define.js';
import { property } from '../internal/property.js';

/**
 * Holds the client for every Helpmark element inside it. Give it a `client`, or the three things a client is made of.
 *
 * @slot - The elements that use the client.
 */
export class SupportProviderElement extends LitElement {
  static readonly version = version;
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** A client of your own, in place of the three below. */
  @property({ attribute: false }) client: Client | undefined;
  /** Where the Helpmark server answers, such as `/support`. */
  @property({ attribute: 'base-url' }) baseUrl = '';
  /** Who the person is: their workspace and the host's own id of them. */
  @property({ attribute: false }) person: { workspace: string; id: string } | undefined;
  /** Gives a fresh token for the person; asked when one is needed. */
  @property({ attribute: false }) getToken: (() => string | Promise<string>) | undefined;

  readonly #provider = new ContextProvider(this, { context: clientContext });
  #own: Client | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // One that is moved comes back at once. One that is taken out leaves nothing at work.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { baseUrl, person } = this;
    const known = this.#own?.person;
    // A framework may hand over a new function and a new object each time it draws; another client is another person.
    const another = changed.has('baseUrl') || known?.id !== person?.id || known?.workspace !== person?.workspace;
    if (another) {
      this.#end();
      if (baseUrl && person) this.#own = createClient({ baseUrl, person, getToken: () => this.#token() });
    }
    this.#provider.setValue(this.client ?? this.#own);
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #end(): void {
    this.#own?.close();
    this.#own = undefined;
  }

  #token(): string | Promise<string> {
    if (!this.getToken) throw new TypeError('<hm-support-provider> needs the property "getToken".');
    return this.getToken();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-support-provider': SupportProviderElement;
  }
}
