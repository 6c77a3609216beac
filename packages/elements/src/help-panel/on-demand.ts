import type { Article } from '@helpmark/client/articles';
import type { HelpPanelElement } from './help-panel.js';

// What panel and button do only where their page asks for it. One file: each pays for the name of one.
export { placePanel } from '../help-button/button-place.js';
export { place } from './placing.js';

/** Shows a guide in the panel; what draws guides comes with the first. @throws {TypeError} where it has no title. */
export async function openArticle(panel: HelpPanelElement, article: Article): Promise<void> {
  await (await import('./article-view.js')).openArticle(panel, article);
}
