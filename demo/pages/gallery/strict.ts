import { byId } from '../shared/dom.js';
import { getJson } from '../shared/session.js';
import './host.js';

// The browser sends its reports to the server; the page asks there now and then, while somebody looks.
const count = byId('reports', HTMLElement);
setInterval(() => {
  if (document.visibilityState === 'visible') void show();
}, 5000);

async function show(): Promise<void> {
  const reports = (await getJson('/gallery/reports')) as unknown[];
  count.textContent = reports.length === 0 ? 'nothing' : `${reports.length} times`;
}
