import { define } from '../internal/define.js';
import { StatusBadgeElement } from './status-badge.js';

define('hm-status-badge', StatusBadgeElement);

export type { StatusBadgeElement };
