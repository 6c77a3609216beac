import { define } from '../internal/define.js';
import { SupportProviderElement } from './support-provider.js';

define('hm-support-provider', SupportProviderElement);

export type { SupportProviderElement };
