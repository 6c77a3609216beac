import './help-button/help-button.define.js';
import './help-panel/help-panel.define.js';
import './status-badge/status-badge.define.js';
import './support-provider/support-provider.define.js';
import './ticket-actions/ticket-actions.define.js';
import './ticket-form/ticket-form.define.js';
import './ticket-list/ticket-list.define.js';
import './ticket-thread/ticket-thread.define.js';
