import './help-button/help-button.define.js';
