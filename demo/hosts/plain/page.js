const button = document.querySelector('hm-help-button');
button.person = { workspace: 'acme', id: 'ada' };
button.getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();

const state = document.querySelector('#state');
button.addEventListener('hm-panel-opened', () => (state.textContent = 'Help is open'));
button.addEventListener('hm-panel-closed', () => (state.textContent = 'Help is closed'));
