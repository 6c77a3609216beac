import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';

/** Nothing is sent anywhere: no telemetry, no news, no fonts or scripts from elsewhere. */
const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../pages/*.mdx', '../*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (own, { configType }) =>
    mergeConfig(own, {
      // The private condition leads from a package's name to its sources, so that stories need no build of them.
      resolve: { conditions: ['helpmark-source', 'module', 'browser', (configType ?? 'production').toLowerCase()] },
      build: { target: 'es2022', chunkSizeWarningLimit: Infinity },
    }),
};

export default config;
