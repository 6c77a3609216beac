import { define } from '../internal/define.js';
import { HelpButtonElement } from './help-button.js';

define('hm-help-button', HelpButtonElement);

export type { HelpButtonElement };
export type * from '../help-panel/help-panel.events.js';
export type * from './help-button.events.js';
