import type { StaffClient } from '@helpmark/client/staff';
import { evidenceOf, fieldsToAsk, isBlank } from '@helpmark/schema';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import { make } from '../shared/dom.js';
import { writeMoment } from '../shared/format.js';
import { explain } from './failures.js';
import type { Words } from './words.js';
import { nameOf } from './words.js';

/** What asking needs. */
interface Asking {
  client: StaffClient;
  policy: PolicyAnswer['policy'];
  words: Words;
  onAsked: () => Promise<void>;
}

/**
 * Makes the place to ask for what a ticket lacks. What the policy counts as evidence and is not there is chosen already; what the
 * person answers lands on the ticket. A link takes one file of somebody who does not sign in.
 */
export function makeAsking(ticket: Ticket, { client, policy, words, onAsked }: Asking): HTMLElement {
  const askable = fieldsOf(ticket, policy);
  const files = (ticket.attachments ?? []).length;
  const states = evidenceOf(policy, ticket.fields, ticket.type, files, ticket.context);
  const lacking = states.filter(({ present }) => !present).map(({ item }) => item);
  const chosen = new Set(fieldsToAsk(policy, ticket.fields, lacking));
  const boxes = askable.map((key) => make('input', { type: 'checkbox', name: 'field', value: key, checked: chosen.has(key) }));
  const failure = make('p', { class: 'notice', role: 'alert', hidden: true });
  const ask = make('button', { class: 'button' }, `Ask ${nameOf(ticket.requester)}`);
  const form = make(
    'form',
    {},
    make(
      'fieldset',
      {},
      make('legend', {}, 'To be filled in by the requester'),
      ...boxes.map((box) => make('label', {}, box, words.field(box.value))),
    ),
    ask,
  );
  const link = make('button', { class: 'button', type: 'button' }, 'Make an upload link');
  const made = make('output', { class: 'made' });
  const fail = (sentence: string) => {
    failure.textContent = sentence;
    failure.hidden = sentence === '';
  };
  const attempt = async (button: HTMLButtonElement, act: () => Promise<void>) => {
    if (button.disabled) return;
    fail('');
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      fail(explain(error));
    } finally {
      button.disabled = false;
    }
  };

  let tried: { fields: string[]; key: string } | undefined;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (fields.length === 0) return fail('Choose what you want to ask for.');
    void attempt(ask, async () => {
      // The same request again, after an answer was lost, is asked once.
      if (String(tried?.fields) !== String(fields)) tried = { fields, key: client.newKey() };
      await client.tickets.requestFields(ticket.id, { fields }, { key: tried!.key });
      await onAsked();
    });
  });
  link.addEventListener('click', () => {
    void attempt(link, async () => {
      const { path, expiresAt } = await client.tickets.createUploadLink(ticket.id, { minutes: 24 * 60 });
      const address = make('input', { readonly: true, 'aria-label': 'Upload link', value: `${location.origin}/support${path}` });
      made.replaceChildren(
        make('p', { class: 'quiet' }, `It takes one file until ${writeMoment(expiresAt)}, and is shown this once.`),
        address,
      );
      address.select();
    });
  });

  const lack = lacking.map(({ label }) => words.text(label)).join(', ');
  const inside = make(
    'div',
    { id: 'asking', hidden: lack === '' },
    lack !== '' && make('p', {}, `Not there yet: ${lack}.`),
    askable.length > 0 && form,
    policy.attachments && link,
    made,
    failure,
  );
  const opener = make('button', { type: 'button', 'aria-controls': 'asking', 'aria-expanded': !inside.hidden }, 'Ask for more');
  opener.addEventListener('click', () => {
    inside.hidden = !inside.hidden;
    opener.setAttribute('aria-expanded', String(!inside.hidden));
  });
  return make('div', { class: 'answers asking' }, opener, inside);
}

/** The fields that a requester can be asked for: those of the ticket's type that are for them, were not asked for yet, and have no answer or take more. */
function fieldsOf(ticket: Ticket, policy: PolicyAnswer['policy']): string[] {
  const ofType = policy.types.find(({ key }) => key === ticket.type)?.fields ?? [];
  const keys = new Set([...policy.baseFields, ...ofType]);
  const asked = (ticket.requests ?? []).flatMap(({ fields, answered }) => (answered ? [] : fields));
  return policy.fields
    .filter(({ key, audience }) => keys.has(key) && audience !== 'staff' && !['summary', 'description', ...asked].includes(key))
    .filter(({ key, kind }) => kind === 'evidence' || isBlank(ticket.fields[key]))
    .map(({ key }) => key);
}
