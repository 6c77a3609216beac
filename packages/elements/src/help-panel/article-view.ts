import { createArticleSearch } from '@helpmark/client/articles';
import type { Article } from '@helpmark/client/articles';
import '../article-list/article-list.define.js';
import type { ArticleListElement } from '../article-list/article-list.js';
import type { HelpPanelElement } from './help-panel.js';

// A guide that the page opens the panel on; it comes with the first one.

const lists = new WeakMap<HelpPanelElement, ArticleListElement>();

/**
 * Shows a guide in the panel, in place of what is there.
 *
 * @throws {TypeError} where it has no title.
 */
export async function openArticle(panel: HelpPanelElement, article: Article): Promise<void> {
  const [readable] = await createArticleSearch(() => [article])('');
  if (!readable) throw new TypeError('A guide to open needs a "title".');
  const list = lists.get(panel) ?? addList(panel);
  list.article = readable;
  panel.view = 'article';
  await Promise.all([panel.updateComplete, list.updateComplete]);
}

/** Adds the place of a guide. Once it has been the answer, the panel opens on the form again. */
function addList(panel: HelpPanelElement): ArticleListElement {
  const list = document.createElement('hm-article-list');
  lists.set(panel, list);
  panel.addController({ hostUpdated: () => (list.hidden = panel.view !== 'article') });
  list.addEventListener('hm-article-unsolved', () => void panel.show({ view: 'form' }));
  panel.addEventListener('hm-panel-closed', () => {
    if (!list.article && panel.view === 'article') panel.view = 'form';
  });
  panel.renderRoot.querySelector('.view')!.append(list);
  return list;
}
