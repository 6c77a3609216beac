import { isStaff } from '@helpmark/schema';
import type { Attachment, Author, Event, Message, TimelineItem } from '@helpmark/schema';
import { icon, make } from '../shared/dom.js';
import { writeMoment } from '../shared/format.js';
import { initialsOf } from '../shared/session.js';
import type { Words } from './words.js';
import { nameOf } from './words.js';

/** What is done with a file that is wanted. */
export type Save = (file: Attachment) => void;

/** Draws messages and events, oldest first. People give the names behind ids in events. */
export function drawTimeline(items: TimelineItem[], words: Words, people: Author[], save: Save): HTMLElement {
  return make(
    'ol',
    { class: 'timeline' },
    ...items.map((item) => (item.kind === 'message' ? drawMessage(item, save) : drawEvent(item, words, people))),
  );
}

function drawMessage(message: Message, save: Save): HTMLElement {
  const internal = message.visibility === 'internal';
  const side = internal ? 'internal' : isStaff(message.author) ? 'staff' : 'requester';
  const name = nameOf(message.author);
  return make(
    'li',
    { class: 'message', 'data-side': side },
    make('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(name)),
    make(
      'article',
      {},
      make(
        'header',
        {},
        make('h3', {}, name),
        internal && make('span', { class: 'tag' }, icon('lock'), 'Internal note'),
        !internal && side === 'staff' && make('span', { class: 'tag' }, 'Public reply'),
        make('time', { class: 'quiet', datetime: message.createdAt }, writeMoment(message.createdAt)),
      ),
      make('p', { class: 'body' }, message.body),
      message.attachments.length > 0 &&
        make('ul', { class: 'files', 'aria-label': 'Files' }, ...message.attachments.map((file) => drawFile(file, save))),
    ),
  );
}

const states: Record<string, string> = {
  pending: 'still arriving',
  missing: 'has not arrived',
  held: 'held back while it is checked',
  refused: 'turned away by the check',
};

function drawFile(file: Attachment, save: Save): HTMLElement {
  const { name, state } = file;
  if (state !== 'ready') return make('li', { class: 'quiet' }, make('bdi', {}, name), `: ${states[state] ?? state}`);
  const button = make('button', { class: 'button', type: 'button' }, 'Download ', make('bdi', {}, name));
  button.addEventListener('click', () => save(file));
  return make('li', {}, button);
}

function drawEvent(event: Event, words: Words, people: Author[]): HTMLElement {
  return make(
    'li',
    { class: 'event quiet' },
    make('span', {}, sentence(event, words, people)),
    event.visibility === 'internal' && make('span', { class: 'tag' }, icon('lock'), 'Internal'),
    make('time', { datetime: event.createdAt }, writeMoment(event.createdAt)),
    event.reason !== undefined && make('q', {}, event.reason),
  );
}

function sentence({ type, author, from, to }: Event, words: Words, people: Author[]): string {
  const who = nameOf(author);
  const personOf = (id: string) => nameOf(people.find((person) => person.id === id) ?? { id, role: '' });
  switch (type) {
    case 'created':
      return `${who} sent the ticket`;
    case 'status':
      return `${who} changed the status${from ? ` from ${words.status(from)}` : ''} to ${words.status(to ?? '')}`;
    case 'priority':
      return `${who} changed the priority${from ? ` from ${words.level(from)}` : ''} to ${words.level(to ?? '')}`;
    case 'assignee':
      if (!to) return `${who} took ${from ? personOf(from) : 'the assignee'} off the ticket`;
      return to === author?.id ? `${who} took the ticket` : `${who} gave the ticket to ${personOf(to)}`;
    case 'category':
      return to ? `${who} sorted the ticket under ${to}` : `${who} took the category away`;
    case 'overdue':
      return 'A promise of time is overdue';
    default:
      return `${who}: ${type}`;
  }
}
