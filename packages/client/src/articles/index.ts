export { createArticleSearch } from './search.js';
export type { ArticleSearch } from './search.js';
export type { Article, ArticleFinder, ArticleSource } from './article.js';
