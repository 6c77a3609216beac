import { define } from '../internal/define.js';
import '../ticket-form/ticket-form.define.js';
import '../ticket-list/ticket-list.define.js';
import '../ticket-thread/ticket-thread.define.js';
import { SupportPageElement } from './support-page.js';

define('hm-support-page', SupportPageElement);

export type { SupportPageElement };
export type * from './support-router.js';
