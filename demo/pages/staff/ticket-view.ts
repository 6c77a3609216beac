import type { StaffClient } from '@helpmark/client/staff';
import { isStaff, safeName } from '@helpmark/schema';
import type { Attachment, Author, PolicyAnswer, Ticket, TicketChange, TimelineItem, TimelinePage } from '@helpmark/schema';
import { icon, make } from '../shared/dom.js';
import { writeMoment } from '../shared/format.js';
import { makeAsking } from './asking.js';
import { makeComposer } from './composer.js';
import { explain } from './failures.js';
import { statusBadge } from './ticket-list.js';
import { drawTimeline } from './timeline.js';
import type { Words } from './words.js';
import { nameOf } from './words.js';

/** What a ticket is shown with. */
export interface Desk {
  client: StaffClient;
  policy: PolicyAnswer['policy'];
  words: Words;
  /** Those whom a ticket can be given to. */
  staff: Author[];
  /** Called when the ticket is another than before. */
  onChanged: () => void;
}

/** Windows in which list and ticket do not stand side by side. */
const narrow = matchMedia('(max-width: 860px)');

/** One ticket on screen. */
export interface TicketView {
  /** Reads the ticket again and shows what is new. What is being written stays as it is. */
  refresh(): Promise<void>;
}

/** Shows a ticket with its timeline, and lets staff answer and change it. The page is the newest 100 entries, then the earlier. */
export async function openTicket(pane: HTMLElement, id: string, desk: Desk, signal: AbortSignal): Promise<TicketView> {
  const { client, policy, words, staff } = desk;
  let ticket = await client.tickets.get(id, { signal });
  let newest = await client.timeline.list(id, { limit: 100 }, { signal });
  let shownTicket = '';
  let earlier: TimelineItem[] = [];
  let earlierCursor = newest.nextCursor;

  const head = make('div', { class: 'ticket-head' });
  const controls = make('div', { class: 'controls' });
  const failure = make('p', { class: 'notice', role: 'alert', hidden: true });
  const asking = make('div', {});
  const entries = make('div', {});
  const older = make('button', { class: 'button', type: 'button' }, 'Show earlier entries');
  const composer = makeComposer(client, ticket, isAnswered(newest) ? [] : words.firstAnswer, refresh);

  older.addEventListener('click', () => void showEarlier().catch(fail));
  const selects = {
    status: select('Status', words.statuses, (status) => ({ status })),
    priority: select('Priority', words.levels, (priority) => ({ priority })),
    assignee: select(
      'Assignee',
      [{ key: '', label: 'Nobody' }, ...staff.map((person) => ({ key: person.id, label: nameOf(person) }))],
      (assignee) => ({ assignee: assignee || null }),
    ),
  };
  controls.append(...Object.values(selects).map(({ label }) => label));
  showTicket();
  showAsking();
  showEntries();
  pane.replaceChildren(
    make('a', { class: 'back', href: '#/' }, icon('back'), 'All tickets'),
    head,
    controls,
    asking,
    failure,
    older,
    entries,
    composer,
  );
  await markRead();
  return { refresh };

  function select(name: string, options: { key: string; label: string }[], changeTo: (value: string) => TicketChange) {
    const element = make('select', {}, ...options.map(({ key, label }) => make('option', { value: key }, label)));
    element.addEventListener('change', () => void changeTicket(changeTo(element.value)));
    return { element, label: make('label', {}, name, element) };
  }

  async function changeTicket(change: TicketChange): Promise<void> {
    failure.hidden = true;
    try {
      ticket = await client.tickets.change(id, change, { version: ticket.version, signal });
    } catch (error) {
      fail(error);
      shownTicket = '';
    }
    await refresh().catch(fail);
    showTicket();
  }

  async function refresh(): Promise<void> {
    const [nowTicket, nowNewest] = await Promise.all([
      client.tickets.get(id, { signal }),
      client.timeline.list(id, { limit: 100 }, { signal }),
    ]);
    ticket = nowTicket;
    showTicket();
    // An entry stays as it is, but for its files, which arrive after it.
    if (JSON.stringify(nowNewest) === JSON.stringify(newest)) return;
    newest = nowNewest;
    // A page that moved on leaves what it no longer holds to the button.
    earlier = [];
    earlierCursor = newest.nextCursor;
    showEntries();
    await markRead();
  }

  async function showEarlier(): Promise<void> {
    const page = await client.timeline.list(id, { before: earlierCursor, limit: 100 }, { signal });
    earlier = [...page.items, ...earlier];
    earlierCursor = page.nextCursor;
    showEntries();
  }

  async function markRead(): Promise<void> {
    const last = newest.items.at(-1);
    if (last && ticket.unread > 0) await client.tickets.markRead(id, last.id, { signal });
    desk.onChanged();
  }

  /** What has not changed is left alone: someone may be reading it, or have opened or closed a part of it. */
  function showTicket(): void {
    const text = JSON.stringify({ ...ticket, unread: 0 });
    if (text === shownTicket) return;
    shownTicket = text;
    head.replaceChildren(...describeTicket(ticket, words, head.querySelector('details')?.open ?? !narrow.matches));
    selects.status.element.value = ticket.status;
    selects.priority.element.value = ticket.priority ?? '';
    selects.assignee.element.value = ticket.assignee?.id ?? '';
  }

  /** Not with every change: somebody may be choosing there, or copying a link. */
  function showAsking(): void {
    const onAsked = async () => {
      await refresh();
      showAsking();
    };
    asking.replaceChildren(makeAsking(ticket, { client, policy, words, onAsked }));
    asking.hidden = ticket.phase === 'closed';
  }

  function showEntries(): void {
    older.hidden = earlierCursor === undefined;
    entries.replaceChildren(drawTimeline([...earlier, ...newest.items], words, staff, (file) => void save(file).catch(fail)));
  }

  /** Fetches a file with the person's token and hands it to the browser: no address of it exists elsewhere. */
  async function save({ id: file, name }: Attachment): Promise<void> {
    const bytes = await (await client.attachments()).download(file, { signal });
    const href = URL.createObjectURL(bytes);
    make('a', { href, download: safeName(name) }).click();
    // The browser has taken hold of the bytes by the next task.
    setTimeout(() => URL.revokeObjectURL(href));
  }

  function fail(error: unknown): void {
    if (signal.aborted) return;
    failure.textContent = explain(error);
    failure.hidden = false;
  }
}

/** Whether staff have answered. The first message is what the ticket says, also where staff wrote it for somebody. */
function isAnswered({ items, nextCursor }: TimelinePage): boolean {
  const messages = items.filter((item) => item.kind === 'message');
  return (
    nextCursor !== undefined || messages.slice(1).some(({ author, visibility }) => visibility === 'public' && isStaff(author))
  );
}

function describeTicket(ticket: Ticket, words: Words, open: boolean): Node[] {
  const answers = Object.entries(ticket.fields);
  return [
    make(
      'p',
      { class: 'line' },
      make('span', { class: 'quiet number' }, ticket.number),
      statusBadge(ticket, words),
      make('span', { class: 'quiet' }, words.type(ticket.type)),
    ),
    make('h2', { id: 'ticket-title', tabindex: -1 }, ticket.subject),
    make(
      'p',
      { class: 'quiet' },
      `${nameOf(ticket.requester)}${ticket.requester.email ? ` <${ticket.requester.email}>` : ''}`,
      ticket.organization ? `, ${ticket.organization}` : '',
      `. Sent ${writeMoment(ticket.createdAt)}`,
    ),
    make(
      'details',
      { class: 'answers', open },
      make('summary', {}, 'What the form asked'),
      make(
        'dl',
        {},
        ...answers.flatMap(([key, answer]) =>
          answer === undefined
            ? []
            : [make('div', {}, make('dt', {}, words.field(key)), make('dd', {}, words.answer(key, answer)))],
        ),
      ),
    ),
  ];
}
