import type { FormFault } from '@helpmark/schema';
import { html } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';

/** The summary of what is wrong: the words that also stand at each field, as links that take the person there. */
export function renderProblems(issues: FormFault[], wordsAt: (key: string) => string | undefined, locale: LocaleController) {
  const follow = (event: Event, key: string) => {
    event.preventDefault(); // the page's address is the host's
    const form = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    const target = form.getElementById(key);
    (target?.matches('fieldset') ? (target.querySelector('input') ?? target) : target)?.focus();
  };
  return html`<div class="notice failed problems" id="problems" role="alert" tabindex="-1">
    <strong>${locale.term('summaryOfErrors', { count: issues.length })}</strong>
    <ul>
      ${issues.map(({ path }) => {
        const key = String(path[0]);
        return html`<li><a href="#${key}" @click=${(event: Event) => follow(event, key)}>${wordsAt(key)}</a></li>`;
      })}
    </ul>
  </div>`;
}
