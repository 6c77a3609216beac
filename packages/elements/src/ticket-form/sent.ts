import type { Ticket } from '@helpmark/schema';
import { html } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';

/** A ticket that the server has; no more than its number where another tab has sent it and the network is gone again. */
export type Arrived = Pick<Ticket, 'id' | 'number'> & Partial<Ticket>;

// What a form shows once a ticket is sent off; the focus goes there.

/** The server has the ticket. */
export const renderArrived = (content: unknown) =>
  html`<div class="notice done" id="sent" role="status" tabindex="-1">${content}</div>`;

/** The server has the ticket and the form has nothing else: the way to it, and to another. */
export const renderSent = (content: unknown, open: () => void, another: () => void, locale: LocaleController) =>
  renderArrived(
    html`${content}
      <div class="row">
        <button class="primary" @click=${open}>${locale.term('openTicket')}</button>
        <button @click=${another}>${locale.term('anotherTicket')}</button>
      </div>`,
  );

/** The ticket waits on the device. */
export const renderWaiting = (content: unknown, another: () => void, locale: LocaleController) =>
  html`<div class="notice" id="sent" tabindex="-1">
    ${content}
    <button @click=${another}>${locale.term('anotherTicket')}</button>
  </div>`;
