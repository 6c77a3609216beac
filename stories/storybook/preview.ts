import '@helpmark/elements/define';
import manifest from '@helpmark/elements/custom-elements.json?raw';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import type { Preview } from '@storybook/web-components-vite';
import { settled } from '../stage/settled.js';
import { withLook } from '../stage/look.js';

setCustomElementsManifest(JSON.parse(manifest));

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withLook],
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: { title: 'Colour scheme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    direction: {
      description: 'Direction of writing',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  initialGlobals: { scheme: 'light', direction: 'ltr' },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    a11y: { test: 'error' },
    options: {
      storySort: { order: ['Helpmark', 'Embedding', 'Authentication', 'Policy', 'Theming', 'Events', 'Elements'] },
    },
  },
  // A story is what a person sees once everything has come, unless it says that something never does.
  afterEach: async ({ canvasElement, parameters }) => settled(canvasElement, { waiting: parameters.waiting === true }),
};

export default preview;
