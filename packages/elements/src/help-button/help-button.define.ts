import { define } from '../internal/define.js';
import { HelpButtonElement } from './help-button.js';

define('hm-help-button', HelpButtonElement);
