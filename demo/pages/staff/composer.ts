import type { StaffClient } from '@helpmark/client/staff';
import type { Ticket, Visibility } from '@helpmark/schema';
import { icon, make } from '../shared/dom.js';
import { explain } from './failures.js';
import type { Named } from './words.js';
import { nameOf } from './words.js';

/** What was written and not yet sent, and the key under which this very content was tried. */
interface Draft {
  body: string;
  visibility: Visibility;
  key?: string | undefined;
}

/** Drafts by ticket, as long as the page lives: going to another ticket and back loses nothing. */
const drafts = new Map<string, Draft>();

/**
 * Makes the place to answer from. A public reply and an internal note differ in frame, sign and words, and in what the button
 * says, so that neither is sent for the other.
 *
 * @param template - The parts that a first answer begins with; none where there was an answer, or the policy has no template.
 */
export function makeComposer(client: StaffClient, ticket: Ticket, template: Named[], onSent: () => Promise<void>): HTMLElement {
  const draft: Draft = drafts.get(ticket.id) ?? { body: '', visibility: 'public' };
  drafts.set(ticket.id, draft);
  const requester = nameOf(ticket.requester);

  const choice = (visibility: Visibility, label: string) => {
    const input = make('input', {
      type: 'radio',
      name: 'visibility',
      value: visibility,
      checked: draft.visibility === visibility,
    });
    input.addEventListener('change', () => change({ visibility }));
    return make('label', {}, input, visibility === 'internal' ? icon('lock') : undefined, label);
  };
  const hint = make('p', { class: 'quiet', id: 'composer-hint' });
  const text = make('textarea', { id: 'composer-text', rows: 5, 'aria-describedby': 'composer-hint' });
  const label = make('label', { class: 'hidden-text', for: 'composer-text' });
  const button = make('button', { class: 'button primary' });
  const begin = make('button', { class: 'button begin', type: 'button' }, 'Begin a first answer');
  const failure = make('p', { class: 'notice', role: 'alert', hidden: true });
  const form = make(
    'form',
    { class: 'composer', 'aria-label': 'Answer' },
    make(
      'fieldset',
      { class: 'segments' },
      make('legend', { class: 'hidden-text' }, 'Who may read it'),
      choice('public', 'Public reply'),
      choice('internal', 'Internal note'),
    ),
    label,
    text,
    begin,
    failure,
    make('div', { class: 'send' }, hint, button),
  );

  const change = (part: Partial<Draft>) => {
    Object.assign(draft, part, { key: undefined });
    show();
  };
  const show = () => {
    const internal = draft.visibility === 'internal';
    form.dataset.visibility = draft.visibility;
    label.textContent = internal ? 'Internal note' : `Public reply to ${requester}`;
    hint.textContent = internal ? 'Only staff read this.' : `${requester} reads this.`;
    begin.hidden = internal || draft.body.trim() !== '' || template.length === 0;
    button.textContent = internal ? 'Save internal note' : `Send to ${requester}`;
  };
  const fail = (sentence: string) => {
    failure.textContent = sentence;
    failure.hidden = sentence === '';
  };

  text.value = draft.body;
  begin.addEventListener('click', () => {
    text.value = template.map(({ label, meaning }) => meaning || `${label}: …`).join('\n\n');
    change({ body: text.value });
    text.focus();
    text.setSelectionRange(0, 0);
  });
  text.addEventListener('input', () => change({ body: text.value }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  const send = async () => {
    if (button.disabled) return;
    if (draft.body.trim() === '') {
      fail('Write something first.');
      text.focus();
      return;
    }
    fail('');
    button.disabled = true;
    text.readOnly = true;
    draft.key ??= client.newKey();
    try {
      const { body, visibility, key } = draft;
      await client.messages.create(ticket.id, { body, visibility }, { key });
      text.value = '';
      change({ body: '', visibility: 'public' });
      form.querySelector<HTMLInputElement>('[value="public"]')!.checked = true;
      await onSent();
    } catch (error) {
      fail(explain(error));
    } finally {
      button.disabled = false;
      text.readOnly = false;
    }
  };
  show();
  return form;
}
