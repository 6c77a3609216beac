import { html, LitElement, nothing, svg } from 'lit';
import { version } from '../internal/define.js';
import { property } from '../internal/property.js';
import { baseStyles } from '../styles/base.styles.js';
import { statusBadgeStyles } from './status-badge.styles.js';

/** A drawing for each phase, so that none is told by colour alone. */
const drawings: Record<string, string> = {
  new: 'M6 2.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  active: 'M6 1.5A4.5 4.5 0 1 1 1.5 6M6 3.5V6l1.8 1.3',
  'waiting-requester': 'M2 2.5h8v5.5H6L3.5 10V8H2z',
  'waiting-internal': 'M4 2.5v7M8 2.5v7',
  resolved: 'M2 6.5l2.7 2.7L10 3.5',
  closed: 'M3 5.5h6v4.5H3zM4.3 5.5V4a1.7 1.7 0 0 1 3.4 0v1.5',
};

/**
 * Shows where a ticket stands: a label, a drawing of its phase and, for those who listen, what the status means.
 *
 * @slot - Replaces the label.
 * @csspart base - The pill around the label.
 * @cssproperty --hm-status-badge-fill - Background of the pill; none by default.
 * @cssproperty --hm-status-badge-color - Colour of the pill; by phase by default.
 */
export class StatusBadgeElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, statusBadgeStyles];

  /** The phase of the status: `new`, `active`, `waiting-requester`, `waiting-internal`, `resolved` or `closed`. */
  @property({ reflect: true }) phase = 'new';
  /** The label of the status. */
  @property() label = '';
  /** A sentence that says what the status means; shown on hover and read out. */
  @property() meaning = '';

  protected override render() {
    return html`<span class="base ${this.phase}" part="base" title=${this.meaning || nothing}>
      <svg viewBox="0 0 12 12" aria-hidden="true">${svg`<path d=${drawings[this.phase] ?? drawings['new']!}></path>`}</svg>
      <span><slot>${this.label}</slot>${this.meaning ? html`<span class="hidden-text">: ${this.meaning}</span>` : nothing}</span>
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-status-badge': StatusBadgeElement;
  }
}
