import type { LitElement } from 'lit';
import { html, nothing } from 'lit';
import type { LoadController } from '../controllers/load-controller.js';
import type { LocaleController } from '../controllers/locale-controller.js';
import { TicketNewEvent } from '../ticket-list/ticket-list.events.js';
import { failureTerm } from './failure.js';

/** Failures that the connection and the sign-in have nothing to do with. */
const reported = ['failedOther', 'failedForbidden'];

/** Where one more try has failed as well: the way to tell support, in the form that shows what was collected of the page. */
export function renderReport(host: LitElement, { error, failures }: LoadController<unknown>, locale: LocaleController) {
  if (failures < 2 || !reported.includes(failureTerm(error))) return nothing;
  return html`<button class="report" @click=${() => host.dispatchEvent(new TicketNewEvent())}>
    ${locale.term('failedReport')}
  </button>`;
}
