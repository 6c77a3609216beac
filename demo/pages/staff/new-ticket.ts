import '@helpmark/elements/ticket-form/define';
import type { StaffClient } from '@helpmark/client/staff';
import type { Author, TicketInput } from '@helpmark/schema';
import { icon, make } from '../shared/dom.js';
import { explain } from './failures.js';
import type { Named, Words } from './words.js';
import { nameOf } from './words.js';

/** What a new ticket is written with. */
export interface NewTicketDesk {
  client: StaffClient;
  words: Words;
  /** Those whom a ticket can be given to. */
  staff: Author[];
  /** Called with the id of the ticket. */
  onCreated: (id: string) => void;
}

/** What staff set of a ticket besides what its form asks. */
type StaffPart = Pick<TicketInput, 'status' | 'priority' | 'assignee' | 'category' | 'onBehalfOf' | 'organization'>;

/** Shows the form of the policy and beside it what staff alone set. The page sends both together. */
export async function openNewTicket(pane: HTMLElement, desk: NewTicketDesk, signal: AbortSignal): Promise<void> {
  const { client, words, staff } = desk;
  const [contacts, categories] = await Promise.all([
    client.people.list({ role: 'requester' }, { signal }),
    client.categories.list({ signal }),
  ]);
  const person = (author: Author): Named => ({ key: author.id, label: nameOf(author) });
  const chosen: StaffPart = {};
  const controls = make(
    'div',
    { class: 'controls' },
    choice('Contact', 'onBehalfOf', 'Nobody: an internal ticket', contacts.items.map(person)),
    choice('Status', 'status', 'As it comes in', words.statuses),
    choice('Priority', 'priority', 'As the policy decides', words.levels),
    choice('Assignee', 'assignee', 'Nobody', staff.map(person)),
    choice(
      'Category',
      'category',
      'None',
      categories.items.map(({ key, label }) => ({ key, label: words.text(label) })),
    ),
    organization(),
  );
  const failure = make('p', { class: 'notice', role: 'alert', hidden: true });
  const form = make('hm-ticket-form');
  form.client = client;
  /** The key of this very content: a second press sends no second ticket. */
  let tried: { content: string; key: string } | undefined;
  form.addEventListener('hm-ticket-submit', (event) => {
    event.preventDefault();
    void send({ ...event.input, ...chosen });
  });
  const send = async (input: TicketInput) => {
    const content = JSON.stringify(input);
    if (tried?.content !== content) tried = { content, key: client.newKey() };
    failure.hidden = true;
    try {
      desk.onCreated((await client.tickets.create(input, { key: tried.key, signal })).id);
    } catch (error) {
      if (signal.aborted) return;
      failure.textContent = explain(error);
      failure.hidden = false;
    }
  };
  signal.throwIfAborted();
  pane.replaceChildren(
    make('a', { class: 'back', href: '#/' }, icon('back'), 'All tickets'),
    make('h2', { id: 'ticket-title', tabindex: -1 }, 'New ticket'),
    controls,
    failure,
    form,
  );

  /** A list to choose from, with what the choice means below it. */
  function choice(name: string, member: keyof StaffPart, none: string, options: Named[]): HTMLElement {
    const hint = make('span', { class: 'quiet', id: `new-${member}-hint` });
    const select = make(
      'select',
      { id: `new-${member}`, 'aria-describedby': hint.id },
      make('option', { value: '' }, none),
      ...options.map(({ key, label }) => make('option', { value: key }, label)),
    );
    select.addEventListener('change', () => {
      chosen[member] = select.value || undefined;
      hint.textContent = options.find(({ key }) => key === select.value)?.meaning ?? '';
    });
    return make('div', {}, make('label', { for: select.id }, name), select, hint);
  }

  function organization(): HTMLElement {
    const input = make('input', { id: 'new-organization', type: 'text', autocomplete: 'off', maxlength: 200 });
    input.addEventListener('input', () => (chosen.organization = input.value.trim() || undefined));
    return make('div', {}, make('label', { for: input.id }, 'Organization'), input);
  }
}
