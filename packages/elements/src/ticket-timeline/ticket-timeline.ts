import type { Client } from '@helpmark/client';
import type { PolicyAnswer, TimelineItem } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ClockController } from '../controllers/clock-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { version } from '../internal/define.js';
import { property, state } from '../internal/property.js';
import { enThread } from '../locales/en-thread.js';
import { baseStyles, buttonStyles } from '../styles/base.styles.js';
import type * as Markdown from './markdown.js';
import { TimelineEarlierEvent } from './ticket-timeline.events.js';
import { ticketTimelineStyles } from './ticket-timeline.styles.js';
import { isNews, renderItem } from './timeline-item.js';
import { TimelineWindow } from './timeline-window.js';

/** Signs that a message may be marked up, or holds the address of a page. */
const markup = /[*_`~>[]|https?:|www\.|\S@\S|^\s*([-+•]|\d+[.)])\s|^#/m;

/**
 * The messages and changes of a ticket, oldest first. Of a long one only what can be seen is drawn; what comes before or after
 * never moves what is being read.
 *
 * @csspart base - All of it.
 * @csspart message - One message.
 * @csspart event - One line that is no message.
 * @csspart jump - The button that leads to the newest.
 *
 * @fires hm-timeline-earlier - Earlier items are wanted.
 */
export class TicketTimelineElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, ticketTimelineStyles];

  /** Whose ticket it is; files of messages come by it. */
  @property({ attribute: false }) client: Client | undefined;
  /** The policy as this person sees it. */
  @property({ attribute: false }) known: PolicyAnswer | undefined;
  /** The items, oldest first. */
  @property({ attribute: false }) items: readonly TimelineItem[] = [];
  /** Whether there are items before these. */
  @property({ type: Boolean }) earlier = false;
  /** The id of the first item that is new to the person; a line stands above it. */
  @property({ attribute: 'new-from' }) newFrom = '';

  @state() private markdown: typeof Markdown | undefined;

  readonly #locale: LocaleController = new LocaleController(this, enThread);
  readonly #window: TimelineWindow = new TimelineWindow(this, () => this.#askForEarlier());
  #keys: readonly string[] = [];
  /** The id of the item that came last while the person saw the end. */
  #seen: string | undefined;
  /** What has the focus after the next drawing. */
  #focus: string | undefined;

  constructor() {
    super();
    new ClockController(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#locale.defaultLocale = this.known?.policy.defaultLocale ?? 'en';
    if (changed.has('items')) this.#keys = this.items.map(({ id }) => id);
    this.#window.take(this.#keys);
    if (changed.has('items') && this.#focus === '') this.#focusLastEarlier(changed.get('items') ?? []);
    const drawn = this.items.slice(this.#window.first, this.#window.last);
    if (!this.markdown && drawn.some((item) => item.kind === 'message' && markup.test(item.body))) void this.#bringMarkdown();
  }

  protected override updated(): void {
    if (this.#window.atEnd) this.#seen = this.items.at(-1)?.id;
    if (!this.#focus) return;
    const target = this.renderRoot.querySelector<HTMLElement>(`[data-key="${CSS.escape(this.#focus)}"] > :last-child`);
    if (!target) return;
    this.#focus = undefined;
    target.focus({ preventScroll: true });
  }

  /** Begins the reading at what is new, its upper edge at the top, or else at the newest. A page that the person has scrolled stays. */
  begin(): void {
    const untouched = document.scrollingElement!.scrollTop === 0;
    if (this.newFrom) this.#window.go(this.newFrom, 'start', untouched);
    else this.showNewest(untouched);
  }

  /**
   * Shows the newest item, its lower edge at the bottom.
   *
   * @param page - Whether the page itself is scrolled, where it is the page that scrolls. On by default.
   */
  showNewest(page = true): void {
    const last = this.items.at(-1);
    if (last) this.#window.go(last.id, 'end', page);
  }

  protected override render() {
    const { known, items } = this;
    if (!known) return nothing;
    const { first, last, atEnd } = this.#window;
    const view = {
      client: this.client,
      known,
      locale: this.#locale,
      now: Date.now(),
      body: (body: string) => this.#renderBody(body),
    };
    return html`<div class="base" part="base" role="log" aria-live="off" aria-label=${this.#locale.term('timeline')}>
      ${this.earlier ? html`<button class="earlier" @click=${this.#askByHand}>${this.#locale.term('earlier')}</button>` : nothing}
      <ol class="timeline" data-window>
        ${repeat(
          items.slice(first, last),
          ({ id }) => id,
          (item) =>
            html`<li data-key=${item.id}>
              ${item.id === this.newFrom ? html`<p class="marker"><span>${this.#locale.term('newFrom')}</span></p>` : nothing}
              ${renderItem(item, view)}
            </li>`,
        )}
      </ol>
      ${atEnd ? nothing : this.#renderJump(known)}
    </div>`;
  }

  #renderJump(known: PolicyAnswer) {
    const missed = this.items.slice(this.#keys.lastIndexOf(this.#seen!) + 1).filter((item) => isNews(item, known)).length;
    return html`<div class="jump">
      <button part="jump" @click=${this.#jump}>
        ${missed > 0 && this.#seen ? this.#locale.term('unread', { count: missed }) : this.#locale.term('newest')}
        <span aria-hidden="true">↓</span>
      </button>
    </div>`;
  }

  #renderBody(body: string): unknown {
    return this.markdown && markup.test(body) ? this.markdown.renderMarkdown(body) : body;
  }

  /** A message stays readable as it was typed where what draws its markup cannot be loaded. */
  async #bringMarkdown(): Promise<void> {
    const markdown = await import('./markdown.js').catch(() => undefined);
    if (markdown && !this.markdown) this.shadowRoot!.adoptedStyleSheets.push(markdown.markdownStyles.styleSheet!);
    this.markdown = markdown;
  }

  #askForEarlier(): void {
    if (this.earlier) this.dispatchEvent(new TimelineEarlierEvent());
  }

  /** The button may be gone afterwards; the focus then goes to what stands just above what was read. */
  #focusLastEarlier(before: readonly TimelineItem[]): void {
    const at = this.items.findIndex(({ id }) => id === before[0]?.id);
    this.#focus = this.items[at - 1]?.id;
  }

  readonly #askByHand = () => {
    this.#focus = '';
    this.#askForEarlier();
  };

  readonly #jump = () => {
    this.showNewest();
    this.#focus = this.items.at(-1)!.id;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-timeline': TicketTimelineElement;
  }
}
