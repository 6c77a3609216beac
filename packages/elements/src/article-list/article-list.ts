import { createArticleSearch } from '@helpmark/client/articles';
import type { Article, ArticleSearch, ArticleSource } from '@helpmark/client/articles';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { version } from '../internal/define.js';
import { property, state } from '../internal/property.js';
import { enArticles } from '../locales/en-articles.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import type * as Markdown from '../ticket-timeline/markdown.js';
import { ArticleOpenedEvent, ArticleSolvedEvent, ArticleUnsolvedEvent } from './article-list.events.js';
import { articleListStyles } from './article-list.styles.js';

export { ArticleOpenedEvent, ArticleSolvedEvent, ArticleUnsolvedEvent };

/** Milliseconds without a key before the words are looked up. */
const pause = 250;

/**
 * Guides that may answer a question before it becomes a ticket: five at most. One with words of its own opens in place, another in
 * a tab; then it asks whether that was the answer. Where guides cannot be had, nothing of it stands in the way.
 *
 * @csspart base - All of it.
 * @csspart article - The guide that is read.
 *
 * @fires hm-article-opened - The person reads a guide.
 * @fires hm-article-solved - It has answered the question.
 * @fires hm-article-unsolved - The person still needs help.
 */
export class ArticleListElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, articleListStyles];

  /** Where guides come from. */
  @property({ attribute: false }) source: ArticleSource | undefined;
  /** What the person asks, as far as it is typed. */
  @property() query = '';
  /** Whether guides are offered before anything is typed, and a ticket beside them. */
  @property({ type: Boolean, attribute: 'offer-ticket' }) offerTicket = false;

  /** The guide that is read; none by default. */
  @property({ attribute: false }) article: Article | undefined;
  @state() private solved = false;
  @state() private markdown: typeof Markdown | undefined;

  readonly #locale: LocaleController = new LocaleController(this, enArticles);
  readonly #found: LoadController<Article[]> = new LoadController<Article[]>(this);
  #search: ArticleSearch | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #focus: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source')) {
      this.#found.reset();
      this.#search = this.source && createArticleSearch(this.source);
    }
    if (changed.has('source') || changed.has('query') || changed.has('offerTicket') || this.#found.state === 'idle') {
      clearTimeout(this.#timer);
      if (!this.#wanted) this.#found.reset();
      else if (this.#found.value) this.#timer = setTimeout(() => void this.#look(), pause);
      else void this.#look();
    }
    if (changed.has('query') && this.query.trim()) this.solved = false;
    if (changed.has('article') && this.article) {
      this.solved = false;
      this.#focus = '#title';
      if (this.article.text && !this.markdown) void this.#bringMarkdown();
    }
  }

  protected override updated(): void {
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  protected override render() {
    return html`<div class="base" part="base">${this.article ? this.#renderArticle(this.article) : this.#renderList()}</div>`;
  }

  #renderList() {
    const articles = (this.#wanted && this.#found.value) || [];
    const none = articles.length === 0 && this.#found.state === 'ready' && !!this.query.trim();
    const words = none && this.offerTicket ? 'guidesNone' : articles.length > 0 ? 'guidesFound' : undefined;
    return html`${this.solved ? html`<p class="notice done" role="status" tabindex="-1">${this.#locale.term('guideThanks')}</p>` : nothing}
      ${
        articles.length > 0
          ? html`<h3 id="heading">${this.#locale.term('guides')}</h3>
              <ul aria-labelledby="heading">
                ${articles.map((article) => html`<li>${this.#renderGuide(article)}</li>`)}
              </ul>`
          : nothing
      }
      <p class=${none ? 'muted' : 'hidden-text'} role="status">
        ${words && this.#locale.term(words, { count: articles.length })}
      </p>
      ${
        this.offerTicket
          ? html`<div class="row">
              <button type="button" @click=${this.#askForHelp}>${this.#locale.term('guideUnsolved')}</button>
            </div>`
          : nothing
      }`;
  }

  #renderGuide(article: Article) {
    const { title, text, url } = article;
    if (!text && !url) return html`<strong>${title}</strong>`;
    const content = html`<strong>${title}</strong
      >${text ? html`<span class="muted excerpt">${withoutMarks(text)}</span>` : this.#newTab()}`;
    const open = () => this.#open(article);
    return text
      ? html`<button type="button" class="guide" @click=${open}>${content}</button>`
      : html`<a class="guide" href=${url!} target="_blank" rel="noopener" @click=${open}>${content}</a>`;
  }

  #renderArticle(article: Article) {
    const { title, text, url } = article;
    return html`${
        this.source
          ? html`<button type="button" class="plain back" @click=${this.#close}>
              <span aria-hidden="true">←</span> ${this.#locale.term('guideBack')}
            </button>`
          : nothing
      }
      <article part="article" aria-labelledby="title">
        <h3 id="title" tabindex="-1">${title}</h3>
        ${text ? html`<div class="body">${this.markdown?.renderMarkdown(text) ?? text}</div>` : nothing}
        ${
          url
            ? html`<a href=${url} target="_blank" rel="noopener">${this.#locale.term('guideWhole')} ${this.#newTab()}</a>`
            : nothing
        }
      </article>
      <div class="ask" role="group" aria-labelledby="ask">
        <strong id="ask">${this.#locale.term('guideAsk')}</strong>
        <div class="row">
          <button type="button" class="primary" @click=${this.#solve}>${this.#locale.term('guideSolved')}</button>
          <button type="button" @click=${this.#askForHelp}>${this.#locale.term('guideUnsolved')}</button>
        </div>
      </div>`;
  }

  #newTab() {
    return html`<span class="muted">${this.#locale.term('newTab')}</span>`;
  }

  get #wanted(): boolean {
    return !!this.#search && (this.offerTicket || !!this.query.trim());
  }

  async #look(): Promise<void> {
    const search = this.#search!;
    await this.#found.run((signal) => search(this.query, { signal }));
  }

  #open(article: Article): void {
    this.article = article;
    this.dispatchEvent(new ArticleOpenedEvent(article));
  }

  async #bringMarkdown(): Promise<void> {
    const markdown = await import('../ticket-timeline/markdown.js').catch(() => undefined); // as it was written, then
    if (markdown && !this.markdown) this.shadowRoot!.adoptedStyleSheets.push(markdown.markdownStyles.styleSheet!);
    this.markdown = markdown;
  }

  readonly #close = () => {
    const at = this.#found.value?.indexOf(this.article!) ?? -1;
    this.article = undefined;
    this.#focus = `li:nth-child(${at + 1}) .guide`;
  };

  readonly #solve = () => {
    const article = this.article!;
    this.article = undefined;
    this.solved = true;
    this.#focus = '.done';
    this.dispatchEvent(new ArticleSolvedEvent(article));
  };

  readonly #askForHelp = () => {
    const { article } = this;
    this.#close();
    this.dispatchEvent(new ArticleUnsolvedEvent(article));
  };
}

/** The beginning of a guide reads as words: marks of Markdown go, and links keep what they say. */
const withoutMarks = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]|^[#>]+ /gm, '');

declare global {
  interface HTMLElementTagNameMap {
    'hm-article-list': ArticleListElement;
  }
}
