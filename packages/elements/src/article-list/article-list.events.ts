import type { Article } from '@helpmark/client/articles';

/** The person reads a guide, in place or in another tab. */
export class ArticleOpenedEvent extends Event {
  readonly article: Article;
  constructor(article: Article) {
    super('hm-article-opened', { bubbles: true, composed: true });
    this.article = article;
  }
}

/** A guide has answered the question. */
export class ArticleSolvedEvent extends Event {
  readonly article: Article;
  constructor(article: Article) {
    super('hm-article-solved', { bubbles: true, composed: true });
    this.article = article;
  }
}

/** The person still needs help: after the guide, or without having read any. */
export class ArticleUnsolvedEvent extends Event {
  readonly article: Article | undefined;
  constructor(article?: Article) {
    super('hm-article-unsolved', { bubbles: true, composed: true });
    this.article = article;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-article-opened': ArticleOpenedEvent;
    'hm-article-solved': ArticleSolvedEvent;
    'hm-article-unsolved': ArticleUnsolvedEvent;
  }
}
