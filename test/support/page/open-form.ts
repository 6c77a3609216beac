import type { Policy, TicketInput } from '@helpmark/schema';
import { fixture, html } from '@open-wc/testing';
import type { TicketFormElement } from '../../../packages/elements/src/ticket-form/ticket-form.js';
// What comes while one writes: here it is there at once.
import '../../../packages/elements/src/ticket-form/questions.js';
import '../../../packages/elements/src/ticket-form/ticket-form.define.js';
import { button, click, control, fill, find, findAll, until, wordsOf } from './person.js';
import type { ScriptedOptions } from './scripted-support.js';
import { ScriptedSupport } from './scripted-support.js';

/** A form by a policy, what it has sent, and its sending. */
export async function openForm(policy: Policy, type = '', person: ScriptedOptions['person'] = {}) {
  const support = new ScriptedSupport({ policy, person });
  const form = await fixture<TicketFormElement>(
    html`<hm-ticket-form lang="en" .type=${type} .client=${support.client}></hm-ticket-form>`,
  );
  await until(() => find(form, 'form'), 'the form is drawn');
  const sent = () => support.askedFor('POST /v1/tickets').map(({ body }) => body as TicketInput);
  const send = async () => {
    await click(button(form, 'Send ticket'));
    await until(() => sent()[0] ?? errors(form)[0] ?? find(form, '.evidence.notice'));
    // Once it asks for what would help; whoever has nothing more sends it as it is.
    if (find(form, '.evidence.notice')) await click(button(form, 'Send ticket'));
    await form.updateComplete;
  };
  return { form, support, sent, send };
}

export const group = (form: Element, label: string) => control<HTMLElement>(form, label).closest('fieldset')!;
export const errors = (form: Element) => findAll(form, '[role=alert] a').map(wordsOf);

export async function answer(form: TicketFormElement, label: string, words: string) {
  fill(control(form, label), words);
  await form.updateComplete;
}
