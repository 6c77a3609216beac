import '../ticket-list/ticket-list.define.js';
import '../ticket-thread/ticket-thread.define.js';
