import { define } from '../internal/define.js';
import { ArticleListElement } from './article-list.js';

define('hm-article-list', ArticleListElement);

export type { ArticleListElement };
