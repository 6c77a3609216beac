import { assert } from '@open-wc/testing';
import type { Policy } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import '../define.js';
import { button, control, everything, find, isShown, questions, until, wordsOf } from '../../../../test/support/page/finding.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { StatusBadgeElement } from '../status-badge/status-badge.js';
import { english } from './english.js';
import type { Translation, Word } from './words.js';
import type { WordsRequestEvent } from './words.events.js';

const stages: HTMLElement[] = [];

/** A place in the page with elements in it, which all talk to one support. */
function place<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  support: ScriptedSupport,
  attributes: Record<string, string> = {},
) {
  const stage = document.createElement('div');
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  Object.assign(element, { client: support.client });
  stage.append(element);
  document.body.append(stage);
  stages.push(stage);
  return element;
}

const removers: (() => void)[] = [];

/** Answers what elements ask the page for, as a host does. */
function onWordsWanted(answer: (event: WordsRequestEvent) => void): void {
  document.addEventListener('hm-words-request', answer);
  removers.push(() => document.removeEventListener('hm-words-request', answer));
}

afterEach(() => {
  for (const stage of stages.splice(0)) stage.remove();
  for (const remove of removers.splice(0)) remove();
  document.documentElement.removeAttribute('lang');
});

const buttonNamed = (element: Element, name: string) => until(() => find(element, 'button', name), `the button “${name}”`);

describe('The language of an element', () => {
  it('is that of the nearest lang, and two elements of one page may differ', async () => {
    document.documentElement.lang = 'en';
    const german = place('hm-ticket-form', new ScriptedSupport(), { lang: 'de-AT' });
    const english = place('hm-ticket-form', new ScriptedSupport());
    await buttonNamed(german, 'Ticket senden');
    await buttonNamed(english, 'Send ticket');
  });

  it('changes with the page, and what was typed stays', async () => {
    document.documentElement.lang = 'en';
    const support = new ScriptedSupport();
    const form = place('hm-ticket-form', support);
    await buttonNamed(form, 'Send ticket');
    assert.lengthOf(support.askedFor('GET /v1/policy'), 1);
    const summary = find<HTMLInputElement>(form, '#summary')!;
    summary.value = 'Drum 2 is cold';
    summary.dispatchEvent(new InputEvent('input', { bubbles: true }));
    document.documentElement.lang = 'de';
    await buttonNamed(form, 'Ticket senden');
    assert.equal(find<HTMLInputElement>(form, '#summary')!.value, 'Drum 2 is cold');
    // A server sends the policy in the languages of the page alone, so it is asked again.
    await until(() => support.askedFor('GET /v1/policy').length === 2, 'the policy is asked for again');
  });

  for (const [lang, button, question, answer, status] of [
    ['ar', 'إرسال التذكرة', 'ما الموضوع؟', 'الفوترة: الفواتير والمدفوعات والخطط.', 'مفتوحة'],
    ['ja', 'お問い合わせを送信', 'どのようなご用件ですか？', '請求: 請求書、お支払い、プラン。', '受付済み'],
  ] as const) {
    it(`is that of what the default policy asks and says as well: ${lang}`, async () => {
      const support = new ScriptedSupport();
      support.addTicket();
      const form = place('hm-ticket-form', support, { lang });
      await buttonNamed(form, button);
      const { options } = control<HTMLSelectElement>(form, question);
      assert.equal(wordsOf([...options].find(({ value }) => value === 'billing')), answer);
      assert.deepEqual(
        questions(form).filter((words) => /[a-z]{3}/i.test(words)),
        [],
      );
      const list = place('hm-ticket-list', support, { lang });
      await until(() => find(list, 'hm-status-badge'), 'the list');
      assert.equal(find<StatusBadgeElement>(list, 'hm-status-badge')!.label, status);
    });
  }

  it('stays English where Helpmark has no words in it, dates included', async () => {
    const support = new ScriptedSupport();
    support.addTicket();
    const list = place('hm-ticket-list', support, { lang: 'eo' });
    await until(() => find(list, 'time'), 'the list');
    assert.match(wordsOf(find(list, 'time')), /^Changed (Nov 20|\d+ \w+ ago|now)/);
  });

  it('decides the direction, unless the page says one nearer by', async () => {
    const base = (element: Element) => getComputedStyle(element.shadowRoot!.querySelector('.base')!).direction;
    const support = new ScriptedSupport();
    const arabic = place('hm-ticket-form', support, { lang: 'ar' });
    await buttonNamed(arabic, 'إرسال التذكرة');
    assert.equal(base(arabic), 'rtl');
    const left = place('hm-ticket-form', support, { lang: 'ar', dir: 'ltr' });
    await buttonNamed(left, 'إرسال التذكرة');
    assert.equal(base(left), 'ltr');
  });
});

describe('A plural', () => {
  it('has the forms of its language, and numbers have its digits', async () => {
    for (const [lang, count, words] of [
      ['pl', 2, '2 nowe wiadomości'],
      ['pl', 5, '5 nowych wiadomości'],
      ['ar-EG', 2, 'رسالتان جديدتان'],
      ['ar-EG', 12, '١٢ رسالة جديدة'],
    ] as const) {
      const support = new ScriptedSupport();
      support.addTicket({ unread: count });
      const list = place('hm-ticket-list', support, { lang });
      await until(() => find(list, '.new', words), words);
    }
  });
});

describe('A page', () => {
  it('can put any word of its own in place of one of Helpmark’s', async () => {
    onWordsWanted(({ provide }) => provide({ submit: 'Off it goes' }));
    const form = place('hm-ticket-form', new ScriptedSupport(), { lang: 'en' });
    await buttonNamed(form, 'Off it goes');
    assert.ok(find(form, 'label', 'What is it about?'), 'the others stay');
  });

  it('can add a language that Helpmark does not have, also a moment later', async () => {
    onWordsWanted(({ language, provide }) => {
      if (language === 'gsw')
        void Promise.resolve().then(() => provide({ listEmpty: 'No keni Ticket.', newTicket: 'Neus Ticket' }));
    });
    const list = place('hm-ticket-list', new ScriptedSupport(), { lang: 'gsw' });
    await buttonNamed(list, 'Neus Ticket');
  });

  it('is asked by each element, which it can tell apart', async () => {
    const asked: string[] = [];
    onWordsWanted((event) => asked.push((event.composedPath()[0] as Element).localName));
    const panel = place('hm-help-panel', new ScriptedSupport(), { lang: 'en' });
    await panel.updateComplete;
    assert.includeMembers(asked, ['hm-help-panel', 'hm-ticket-form']);
  });
});

describe('Every word', () => {
  const sign = (text: string) => `⟦${text}⟧`;
  const signed = (word: Word): Word =>
    typeof word === 'string'
      ? sign(word)
      : (Object.fromEntries(Object.entries(word).map(([form, text]) => [form, sign(text)])) as unknown as Word);
  const pseudo = Object.fromEntries(Object.entries(english).map(([key, word]) => [key, signed(word)])) as Translation;

  /** The same policy with every text of it signed: what is drawn without a sign then comes from nowhere. */
  const policy = JSON.parse(JSON.stringify(defaultPolicy), (key, value: unknown) =>
    key === 'en' ? sign(value as string) : value,
  ) as Policy;

  const drawnText = (root: Element) => {
    const found: string[] = [];
    for (const element of everything(root)) {
      if (!isShown(element) || element.matches('style, input, textarea, time, svg')) continue;
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? '');
      const named = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
      found.push(...[own.join(''), ...named].map((text) => text.replace(/\s+/g, ' ').trim()));
    }
    return found;
  };
  /** Texts with letters that no sign is around. Numbers of tickets are data. */
  const strays = (root: Element) => drawnText(root).filter((text) => /\p{L}/u.test(text.replace(/⟦.*⟧|H[MS]-\d+/gs, '')));

  function signedSupport(by = policy): ScriptedSupport {
    onWordsWanted(({ provide }) => provide(pseudo));
    return new ScriptedSupport({ policy: by, person: { name: '⟦Ada⟧' } });
  }

  it('of the form comes from the files of the language, what is wrong with an answer included', async () => {
    const form = place('hm-ticket-form', signedSupport(), { lang: 'en', type: 'bug' });
    await until(() => find(form, 'button[type=submit]'), 'the form');
    await form.submit();
    await until(() => find(form, '#problems'), 'the problems');
    assert.isAbove(drawnText(form).filter((text) => text.startsWith('⟦')).length, 30);
    assert.deepEqual(strays(form), []);
  });

  it('of panel and list comes from the files of the language', async () => {
    const support = signedSupport();
    for (const { key } of policy.statuses) support.addTicket({ status: key, subject: '⟦Matter⟧', unread: 2 });
    const panel = place('hm-help-panel', support, { lang: 'en' });
    await panel.show();
    button(panel, '⟦Your tickets⟧').click();
    await until(() => find(panel, '[part=ticket]'), 'the list');
    assert.deepEqual(strays(panel), []);
  });

  it('of a thread and its actions comes from the files of the language', async () => {
    const support = signedSupport();
    const ticket = support.addTicket({ status: 'resolved', subject: '⟦Matter⟧', priority: 'high' }, '⟦It is cold.⟧');
    const author = { id: 'sam', role: 'staff' as const, name: '⟦Sam⟧' };
    support.addItem(ticket, { body: '⟦We look.⟧', author });
    support.addItem(ticket, { kind: 'event', type: 'status', from: 'open', to: 'resolved', author });
    support.addItem(ticket, { kind: 'event', type: 'escalated', author });
    const thread = place('hm-ticket-thread', support, { lang: 'en', 'ticket-id': ticket.id });
    await until(() => find(thread, 'article'), 'the thread');
    await until(() => find(thread, 'button', '⟦Yes, it is solved⟧'), 'the actions');
    assert.deepEqual(strays(thread), []);
  });

  it('of everything that comes late comes from the files of the language: extras, files, guides, filters, a button that moves', async () => {
    const late = {
      ...(JSON.parse(JSON.stringify(consumerPlansPolicy), (key, value: unknown) => {
        const isText = typeof value === 'string' && !/^[a-z][\w-]*$/.test(value) && /\p{L}/u.test(value);
        return isText && !['version', 'defaultLocale', 'zone', 'from', 'to', 'pattern', 'prefix'].includes(key)
          ? sign(value)
          : value;
      }) as Policy),
      articles: { server: true },
    } as Policy;
    const support = signedSupport(late);
    support.script('GET /v1/articles', () => Response.json({ items: [{ title: '⟦Guide⟧', text: '⟦Words.⟧' }] }));
    for (let at = 0; at < 8; at += 1) support.addTicket({ subject: '⟦Matter⟧', status: 'new', type: 'general' });
    const help = place('hm-help-button', support, { lang: 'en', movable: '' });
    await help.show({ type: 'general' });
    await until(() => find(help, '[part=advice]'), 'the advice');
    await until(() => find(help, '[part=add-button]'), 'the button for files');
    await until(() => find(help, '[aria-label="⟦Move the help button to another corner⟧"]'), 'the button that moves');
    const panel = help.shadowRoot!.querySelector('hm-help-panel')!;
    for (const details of everything(panel)) if (details instanceof HTMLDetailsElement) details.open = true;
    // Spans of time are written by the browser, in the language of the element.
    assert.deepEqual(
      strays(panel).filter((text) => !/^[\d–]+ (hour|day|week)s?\b/.test(text)),
      [],
    );
    button(panel, '⟦Your tickets⟧').click();
    await until(() => find(panel, '[part=filters] summary'), 'the filters');
    for (const details of everything(panel)) if (details instanceof HTMLDetailsElement) details.open = true;
    assert.deepEqual(strays(panel), []);
  });

  it('of what failed comes from the files of the language', async () => {
    const support = signedSupport();
    support.refuse('GET /v1/tickets', 500, 'internal', { times: 4 });
    const list = place('hm-ticket-list', support, { lang: 'en' });
    await until(() => find(list, '[role=alert]'), 'the words of the failure');
    assert.deepEqual(strays(list), []);
  });
});
