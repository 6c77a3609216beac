import { createStaffClient } from '@helpmark/client/staff';
import type { StaffTicketQuery } from '@helpmark/client/staff';
import type { Ticket } from '@helpmark/schema';
import { byId, make } from '../shared/dom.js';
import { fetchSupportToken, readSession } from '../shared/session.js';
import { startThemeSwitch } from '../shared/theme.js';
import { explain } from './failures.js';
import { showTickets } from './ticket-list.js';
import type { TicketView } from './ticket-view.js';
import { openTicket } from './ticket-view.js';
import { nameOf, readWords } from './words.js';

/** Milliseconds between looks for what is new, while the page is on screen. */
const lookAgain = 10_000;

startThemeSwitch();
const list = byId('tickets', HTMLElement);
const listState = byId('list-state', HTMLElement);
const filters = byId('filters', HTMLFormElement);
const more = byId('more', HTMLButtonElement);
const pane = byId('ticket', HTMLElement);

const person = await readSession();
byId('person-name', HTMLElement).textContent = person.name;
byId('person-title', HTMLElement).textContent = person.title;

const client = createStaffClient({
  baseUrl: '/support',
  person: { workspace: person.workspace, id: person.id },
  getToken: fetchSupportToken,
});
const [known, staff] = await Promise.all([client.policy.get(), listStaff()]).catch((error: unknown) => {
  listState.textContent = explain(error);
  throw error;
});
const words = readWords(known);

let tickets: Ticket[] = [];
let shownPages = 1;
let listing = new AbortController();
let opened: { id: string; stop: AbortController; view?: TicketView } | undefined;

fillFilter('status', words.statuses);
fillFilter('priority', words.levels);
fillFilter(
  'assignee',
  staff.map((member) => ({ key: member.id, label: member.id === person.id ? `${nameOf(member)} (you)` : nameOf(member) })),
);
filters.addEventListener('input', () => void showList(1));
filters.addEventListener('submit', (event) => event.preventDefault());
more.addEventListener('click', () => void showList(shownPages + 1));
byId('refresh', HTMLElement).addEventListener('click', () => void refresh());
addEventListener('hashchange', () => void followAddress());
setInterval(() => {
  if (document.visibilityState === 'visible') void refresh();
}, lookAgain);

await Promise.all([showList(), followAddress()]);

/** The form comes with the first new ticket: most of the desk's work needs none. */
async function startTicket(signal: AbortSignal): Promise<void> {
  const { openNewTicket } = await import('./new-ticket.js');
  const onCreated = (id: string) => {
    location.hash = `#/tickets/${id}`;
    void showList();
  };
  await openNewTicket(pane, { client, words, staff, onCreated }, signal);
}

async function listStaff() {
  const pages = await Promise.all([client.people.list({ role: 'staff' }), client.people.list({ role: 'admin' })]);
  return pages.flatMap((page) => page.items);
}

function fillFilter(name: string, options: { key: string; label: string }[]): void {
  const select = filters.elements.namedItem(name) as HTMLSelectElement;
  select.append(...options.map(({ key, label }) => make('option', { value: key }, label)));
}

function readFilters(): StaffTicketQuery {
  const one = (name: string) => {
    const { value } = filters.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
    return value.trim() === '' ? undefined : [value.trim()];
  };
  return { q: one('q')?.[0], status: one('status'), priority: one('priority'), assignee: one('assignee'), limit: 50 };
}

/** Reads the list, as many pages of it as were shown where nothing else is said. A newer reading ends an older one. */
async function showList(pages = shownPages): Promise<void> {
  listing.abort();
  listing = new AbortController();
  const { signal } = listing;
  try {
    const query = readFilters();
    let page = await client.tickets.list(query, { signal });
    const items = page.items;
    for (let at = 1; at < pages && page.nextCursor !== undefined; at += 1) {
      page = await client.tickets.list({ ...query, cursor: page.nextCursor }, { signal });
      items.push(...page.items);
    }
    [tickets, shownPages] = [items, pages];
    more.hidden = page.nextCursor === undefined;
    showTickets(list, tickets, words, opened?.id);
    say(tickets.length === 0 ? 'No ticket fits these filters.' : tickets.length === 1 ? '1 ticket' : `${tickets.length} tickets`);
  } catch (error) {
    if (!signal.aborted) say(explain(error));
  }
}

/** A live region repeats whatever is written into it, so the same words are not written again. */
function say(text: string): void {
  if (listState.textContent !== text) listState.textContent = text;
}

/** Reads again what is on screen. A failure of the ticket's stays quiet: the list's own says it. */
async function refresh(): Promise<void> {
  await Promise.all([showList(), opened?.view?.refresh().catch(() => undefined)]);
}

/** Shows the ticket of the address, `#/tickets/<id>`, or none. */
async function followAddress(): Promise<void> {
  const isNew = location.hash === '#/new';
  const id = isNew ? 'new' : /^#\/tickets\/([\w-]+)$/.exec(location.hash)?.[1];
  const before = opened;
  before?.stop.abort();
  document.body.dataset.showing = id ? 'ticket' : 'list';
  if (!id) {
    opened = undefined;
    pane.replaceChildren(make('p', { class: 'empty quiet' }, 'Choose a ticket to read and answer it.'));
    showTickets(list, tickets, words, undefined);
    if (before) document.getElementById(`open-${before.id}`)?.focus();
    return;
  }
  const stop = new AbortController();
  const mine = (opened = { id, stop } as NonNullable<typeof opened>);
  try {
    if (isNew) await startTicket(stop.signal);
    else
      mine.view = await openTicket(
        pane,
        id,
        { client, policy: known.policy, words, staff, onChanged: () => void showList() },
        stop.signal,
      );
    byId('ticket-title', HTMLElement).focus();
  } catch (error) {
    if (stop.signal.aborted) return;
    pane.replaceChildren(
      make('a', { class: 'back', href: '#/' }, 'All tickets'),
      make('p', { class: 'notice', role: 'alert' }, explain(error)),
    );
  }
}
