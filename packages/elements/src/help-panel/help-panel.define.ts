import { define } from '../internal/define.js';
import '../ticket-form/ticket-form.define.js';
import { HelpPanelElement } from './help-panel.js';

define('hm-help-panel', HelpPanelElement);

export type { HelpPanelElement };
export type * from './help-panel.events.js';
