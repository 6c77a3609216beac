import '@helpmark/elements/help-button/define';

const person = { workspace: 'acme', id: 'ada' };
const state = document.querySelector('#state')!;

const button = document.createElement('hm-help-button');
button.setAttribute('base-url', '/support');
button.person = person;
button.getToken = async () => (await fetch('/support-token', { method: 'POST' })).text();
button.addEventListener('hm-panel-opened', () => (state.textContent = 'Help is open'));
button.addEventListener('hm-panel-closed', () => (state.textContent = 'Help is closed'));
document.body.append(button);
