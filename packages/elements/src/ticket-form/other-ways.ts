import type { Client, Draft } from '@helpmark/client';
import type { ChannelsView, PolicyAnswer, Text } from '@helpmark/schema';
import { html, nothing } from 'lit';
import '../article-list/article-list.define.js';
import type { ClientController } from '../controllers/client-controller.js';
import type { LoadController } from '../controllers/load-controller.js';
import type { LocaleController } from '../controllers/locale-controller.js';
import { isSafeLink } from '../internal/safe-link.js';
import type { FormAnswers } from './form-answers.js';
import type { TicketFormElement } from './ticket-form.js';

export { otherWaysStyles as styles } from './other-ways.styles.js';
export { enWays as words } from '../locales/en-ways.js';

// What may help besides a ticket; it comes where the policy or the page have any of it.

/** Whether guides come before the questions, by form and person. */
const firsts = new WeakMap<TicketFormElement, { client: Client; first: boolean }>();

/**
 * Puts guides below the summary, where the page or the policy has any. A new question meets them first; whoever has written
 * already, knows what the ticket is about, or asks for somebody else, goes on there.
 *
 * @param fields - The questions as they are drawn; the summary's gets the guides.
 * @param discard - Puts away what was written, so that it can be had back.
 * @returns What stands in place of the form while guides come first; nothing otherwise.
 */
export function addGuides(
  host: TicketFormElement,
  fields: unknown[],
  known: PolicyAnswer,
  client: Client,
  form: FormAnswers,
  draft: Draft | undefined,
  { discard }: { discard: () => unknown },
) {
  const { articles } = known.policy;
  const source = client.help?.articles ?? (articles?.server ? client.findArticles : articles);
  const at = known.policy.fields.findIndex(({ key }) => key === 'summary');
  if (!source || !fields[at]) return undefined;
  let state = firsts.get(host);
  if (state?.client !== client) firsts.set(host, (state = { client, first: !draft?.value && known.person.role === 'requester' }));
  const settled = host.type || host.relatedTo || form.givenAs('summary') || form.issues.length > 0 || draft?.state === 'conflict';
  const first = (state.first &&= !settled);
  const goOn = () => {
    if (!state.first) return;
    state.first = false;
    host.requestUpdate();
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('#type')?.focus());
  };
  fields[at] = html`${fields[at]}
    <hm-article-list
      .source=${source}
      .query=${String(form.of(known)['summary'] ?? '')}
      .offerTicket=${first}
      @hm-article-solved=${() => first && draft?.value && discard()}
      @hm-article-unsolved=${goOn}
    ></hm-article-list>`;
  return first ? html`<div class="fields">${fields[at]}</div>` : undefined;
}

/** Other ways than a ticket, each where the policy has it. */
export function renderChannels(
  { value: known }: LoadController<PolicyAnswer>,
  { value: client }: ClientController,
  locale: LocaleController,
) {
  // Staff are whom the others reach.
  if (known?.person.role !== 'requester') return nothing;
  const { channels = {} } = known.policy;
  const chat = client?.help?.chat;
  const offered = channels.chat && (channels.chat.url ?? chat) ? channels.chat : undefined;
  const { ticket, mail = [], links = [] } = channels;
  if (!offered && mail.length === 0 && links.length === 0) return nothing;
  return html`<section class="ways" part="channels" aria-labelledby="ways">
    <h3 id="ways">${locale.term('waysHeading')}</h3>
    ${
      offered
        ? html`${renderUses(locale.term('waysTicket'), ticket?.uses, locale)}
          ${renderUses(locale.term('waysChat', { label: locale.text(offered.label) }), offered.uses, locale)}
          ${renderChat(offered, chat, locale)}`
        : nothing
    }
    ${
      mail.length > 0
        ? html`<div>
            <p class="muted">${locale.term('waysMail')}</p>
            <dl class="facts">
              ${mail.map(
                ({ topic, address }) =>
                  html`<div>
                    <dt>${locale.text(topic)}</dt>
                    <dd><a href="mailto:${address}">${address}</a></dd>
                  </div>`,
              )}
            </dl>
          </div>`
        : nothing
    }
    ${
      links.length > 0
        ? html`<div>
            <p class="muted" id="links">${locale.term('waysLinks')}</p>
            <ul aria-labelledby="links">
              ${links.map(({ label, url }) => (isSafeLink(url) ? html`<li>${renderLink(url, locale.text(label))}</li>` : nothing))}
            </ul>
          </div>`
        : nothing
    }
  </section>`;
}

function renderUses(heading: string, uses: readonly Text[] | undefined, locale: LocaleController) {
  if (!uses?.length) return nothing;
  return html`<div>
    <p class="muted">${heading}</p>
    <ul class="bullets">
      ${uses.map((use) => html`<li>${locale.text(use)}</li>`)}
    </ul>
  </div>`;
}

/** The chat while it is open, by the hours that the server has reckoned; else when it opens again. */
function renderChat(
  { label, url, hours }: NonNullable<ChannelsView['chat']>,
  chat: (() => void) | undefined,
  locale: LocaleController,
) {
  const name = locale.text(label);
  const now = Date.now();
  const next = hours?.find(({ to }) => Date.parse(to) > now);
  if (hours && !next) return html`<p>${locale.term('chatClosed', { label: name })}</p>`;
  if (next && Date.parse(next.from) > now)
    return html`<p>${locale.term('chatOpens', { label: name, time: locale.time(next.from) })}</p>`;
  if (chat) return html`<button type="button" class="chat" @click=${chat}>${name}</button>`;
  return isSafeLink(url!) ? html`<p>${renderLink(url!, name)}</p>` : nothing;
}

/** A page that somebody follows to does not take the place of what they are writing. */
const renderLink = (url: string, words: string) => html`<a href=${url} target="_blank" rel="noopener">${words}</a>`;
