import { byId } from '../shared/dom.js';
import { writeDay, writeNumber, writeTime } from '../shared/format.js';
import { fetchSupportToken, getJson, initialsOf, readSession } from '../shared/session.js';
import type { SessionPerson } from '../shared/session.js';
import { startThemeSwitch } from '../shared/theme.js';
import { showAlerts, showFigures } from './figures.js';
import { markPlaceInNavigation } from './navigation.js';
import type { Overview } from './overview.js';
import { scrollPlanToNow, showPlan } from './plan.js';
import { showRoasts } from './roasts.js';
import { showCuppings, showLots, showOrders } from './tables.js';

/** What the page sets on the help button; the element itself comes with the launcher, whenever that has loaded. */
interface HelpButton extends HTMLElement {
  person?: { workspace: string; id: string };
  getToken?: () => Promise<string>;
}

startThemeSwitch();
markPlaceInNavigation();
await showPage().catch((error: unknown) => {
  const failure = byId('failure', HTMLElement);
  failure.textContent = 'Emberlot could not load your day. Reload the page to try again.';
  failure.hidden = false;
  throw error;
});

async function showPage(): Promise<void> {
  const overview = getJson('/api/overview') as Promise<Overview>;
  const person = await readSession();
  embedHelpmark(person);
  showPerson(person);
  showOverview(await overview);
}

/** All that a product has to do for its (?) button. */
function embedHelpmark(person: SessionPerson): void {
  const button = document.querySelector<HelpButton>('hm-help-button');
  if (!button) return;
  button.person = { workspace: person.workspace, id: person.id };
  button.getToken = fetchSupportToken;
}

function showPerson(person: SessionPerson): void {
  write('person-initials', initialsOf(person.name));
  write('person-name', person.name);
  write('person-title', person.title);
  write('menu-name', person.name);
  write('menu-email', person.email);
  write('menu-organization', person.organization ?? '');
}

function showOverview(overview: Overview): void {
  write('roastery-name', overview.roastery.name);
  write('roastery-site', overview.roastery.site);
  write('day', writeDay(overview.now));
  write('as-of', `, as of ${writeTime(overview.now)}`);
  write('usage-label', overview.usage.label);
  write('usage-count', `${writeNumber(overview.usage.used)} of ${writeNumber(overview.usage.included)}`);
  write('usage-plan', `${overview.roastery.plan} plan`);
  const meter = byId('usage-meter', HTMLMeterElement);
  meter.max = overview.usage.included;
  meter.value = overview.usage.used;

  showFigures(byId('figures', HTMLElement), overview.figures);
  showRoasts(byId('drum-choice', HTMLElement), byId('roast', HTMLElement), overview.roasts);
  showAlerts(byId('alerts', HTMLElement), overview.alerts);
  showPlan(byId('lanes', HTMLElement), overview.schedule, overview.now);
  showLots(byId('lots', HTMLElement), overview.lots);
  showOrders(byId('order-rows', HTMLElement), overview.orders, overview.now);
  showCuppings(byId('cuppings', HTMLElement), overview.cuppings);
  byId('board', HTMLElement).hidden = false;
  scrollPlanToNow(byId('lanes', HTMLElement));
}

function write(id: string, text: string): void {
  byId(id, HTMLElement).textContent = text;
}
