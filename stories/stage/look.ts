import type { Decorator } from '@storybook/web-components-vite';
import { html } from 'lit';
import './look.css';

/** Puts a story on a page that has the colour scheme and the direction of the toolbar. */
export const withLook: Decorator = (story, { globals, parameters }) => {
  const { scheme, direction } = globals as { scheme: string; direction: string };
  const wide = parameters.wide === true ? 'wide' : '';
  return html`<div class="stage ${scheme} ${wide}" dir=${direction}>${story()}</div>`;
};
