import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPolicy } from '../presets/default.js';
import { englishPolicy } from '../presets/default-english.js';
import type { Condition } from './condition.js';
import type { PolicyFault } from './parse.js';
import { parsePolicy, PolicyError } from './parse.js';
import type { Field, Policy } from './policy.js';

/** The faults of the default policy after a change. */
function faultsOf(change: Record<string, unknown>): PolicyFault[] {
  try {
    parsePolicy({ ...defaultPolicy, ...change });
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
}

/** The faults after a field is added to the default policy, as `fields.0`. */
const faultsOfField = (field: Record<string, unknown>) =>
  faultsOf({ fields: [{ key: 'extra', kind: 'text', label: 'Extra', ...field }, ...defaultPolicy.fields] });

/** Says that exactly one fault was found, where, and with which words. */
function oneFault(faults: PolicyFault[], path: string, words: RegExp | string): void {
  assert.equal(faults.length, 1, JSON.stringify(faults));
  const [{ path: foundPath, message }] = faults as [PolicyFault];
  assert.equal(foundPath, path);
  if (typeof words === 'string') assert.equal(message, words);
  else assert.match(message, words);
}

test('a good policy is read as it was written', () => {
  assert.deepEqual(parsePolicy(structuredClone(defaultPolicy)), defaultPolicy);
});

test('what is no policy at all is refused in one sentence', () => {
  for (const value of [null, 'default', 4, []]) {
    assert.throws(() => parsePolicy(value), { name: 'PolicyError', faults: [{ path: '', message: 'Write an object.' }] });
  }
});

test('the error lists every fault with its path', () => {
  assert.throws(
    () => parsePolicy({ ...defaultPolicy, version: '', types: [] }),
    (error: unknown) => {
      assert.ok(error instanceof PolicyError);
      assert.equal(
        error.message,
        'The ticket policy has 2 faults:\n  version: Write at least 1 character.\n  types: Write at least 1 item.',
      );
      return true;
    },
  );
});

test('a misspelt member is named, with those that there are', () => {
  oneFault(faultsOf({ tpyes: [] }), 'tpyes', /^There is no such member\. Write one of version, .*types.*, or take it away\.$/);
  oneFault(faultsOfField({ lable: 'x' }), 'fields.0.lable', /Write one of key, kind, label, /);
  oneFault(
    faultsOf({ capabilities: { sumbit: false } }),
    'capabilities.sumbit',
    /submit, see-organization, reply, resolve, confirm, reopen/,
  );
});

const shapes: [change: Record<string, unknown>, path: string, message: string][] = [
  [{ version: 5 }, 'version', 'Write a text.'],
  [{ version: undefined }, 'version', 'This is missing: write a text.'],
  [{ version: 'x'.repeat(65) }, 'version', 'Write at most 64 characters.'],
  [{ numbering: { pattern: '###', mode: 'any' } }, 'numbering.mode', 'Write one of "sequence", "random".'],
  [{ levels: [{ key: 'a', label: 5, rank: 0 }] }, 'levels.0.label', 'Write a text, or a text for each language tag.'],
  [{ baseFields: 'summary' }, 'baseFields', 'Write a list.'],
  [{ numbering: [] }, 'numbering', 'Write an object.'],
  [{ levels: [{ key: 'a', label: 'A', rank: 1.5 }] }, 'levels.0.rank', 'Write a whole number.'],
  [{ levels: [{ key: 'a', label: 'A', rank: -1 }] }, 'levels.0.rank', 'Write 0 or more.'],
  [
    { levels: [{ key: 'A b', label: 'A', rank: 0 }] },
    'levels.0.key',
    'A key is letters, digits and hyphens and begins with a lower-case letter.',
  ],
  [{ levels: [{ key: 'a', label: 'A', rank: 0, isDefault: 'yes' }] }, 'levels.0.isDefault', 'Write true or false.'],
  [{ levels: [{ key: 'a', label: { en: 4 }, rank: 0 }] }, 'levels.0.label.en', 'Write a text.'],
  [
    { numbering: { pattern: 'HM-##', mode: 'sequence' } },
    'numbering.pattern',
    'A pattern holds at least three # in a row, such as HM-######.',
  ],
  [
    { numbering: { pattern: '###', mode: 'random', alphabet: '0123456789é' } },
    'numbering.alphabet',
    'An alphabet is ten digits and unaccented letters or more.',
  ],
];

for (const [change, path, message] of shapes) {
  test(`a wrong value at ${path} is told what to write: ${message}`, () => oneFault(faultsOf(change), path, message));
}

test('a fault inside a condition is found where it stands', () => {
  const wrong = { any: [{ present: 'summary' }, { not: { eq: ['summary'] } }] };
  oneFault(faultsOfField({ visibleWhen: wrong }), 'fields.0.visibleWhen.any.1.not.eq', 'Write at least 2 items.');
  for (const nothing of [{ when: 'x' }, {}, 'summary', { eq: ['a', 'b'], present: 'a' }]) {
    const [fault] = faultsOfField({ visibleWhen: nothing });
    assert.match(fault!.path, /^fields\.0\.visibleWhen/);
    assert.notEqual(fault!.message, 'Invalid input', JSON.stringify(nothing));
  }
});

test('no fault of shape is left without a sentence of our own', () => {
  const wrongs = [null, 5, 'x', [], {}, [{}], [null], { a: { b: [] } }, true];
  for (const member of Object.keys(defaultPolicy)) {
    for (const wrong of wrongs) {
      for (const { message } of faultsOf({ [member]: wrong })) assert.doesNotMatch(message, /invalid input/i);
    }
  }
  for (const member of ['key', 'kind', 'label', 'visibleWhen', 'options', 'default', 'minLength', 'source', 'audience']) {
    for (const wrong of wrongs) {
      for (const { message } of faultsOfField({ [member]: wrong })) assert.doesNotMatch(message, /invalid input/i, member);
    }
  }
});

test('[1-39] no sample fills a place for evidence: neither a default nor a template of a type', () => {
  const options = [{ key: 'list', label: 'The list' }];
  const words = 'Leave it out: evidence is what the person gives, and nothing is given ahead.';
  const proof = { key: 'proof', kind: 'evidence', label: 'Proof', slots: true, options } as const;
  oneFault(
    faultsOf({ fields: [...defaultPolicy.fields, { ...proof, default: ['list: sample.png'] }] }),
    `fields.${defaultPolicy.fields.length}.default`,
    words,
  );
  const [first, ...others] = defaultPolicy.types;
  const types = [{ ...first, fields: ['proof'], template: { proof: 'list: sample.png' } }, ...others];
  oneFault(faultsOf({ fields: [...defaultPolicy.fields, proof], types }), 'types.0.template.proof', words);
});

test('a key that is named must exist', () => {
  oneFault(faultsOf({ baseFields: [...defaultPolicy.baseFields, 'nope'] }), 'baseFields.11', 'There is no field "nope".');
  const [first, ...others] = defaultPolicy.types;
  oneFault(
    faultsOf({ types: [{ ...first, fields: ['expected', 'nope'] }, ...others] }),
    'types.0.fields.1',
    'There is no field "nope".',
  );
  oneFault(faultsOf({ rules: [{ when: { all: [] }, level: 'nope' }] }), 'rules.0.level', 'There is no level "nope".');
  const about = (condition: Condition) => faultsOf({ rules: [{ when: condition, level: 'high' }] });
  oneFault(about({ all: [{ not: { present: 'nope' } }] }), 'rules.0.when.all.0.not', 'There is no field or fact "nope".');
  oneFault(about({ any: [{ eq: ['type', 'nope'] }] }), 'rules.0.when.any.0', '"type" is never "nope".');
  oneFault(about({ in: ['severity', ['high', 'nope']] }), 'rules.0.when', '"severity" is never "nope".');
  oneFault(about({ eq: ['role', 'boss'] }), 'rules.0.when', '"role" is never "boss".');
  oneFault(about({ eq: ['concernsUser', true] }), 'rules.0.when', '"concernsUser" is never true.');
  assert.deepEqual(about({ all: [{ eq: ['plan', 'any'] }, { present: 'summary' }, { eq: ['role', 'staff'] }] }), []);
});

test('nothing stands twice', () => {
  for (const list of ['fields', 'types', 'levels', 'statuses'] as const) {
    const items = defaultPolicy[list];
    oneFault(faultsOf({ [list]: [...items, items[0]] }), `${list}.${items.length}.key`, /stands twice/);
  }
  const options = ['a', 'b', 'a'].map((key) => ({ key, label: key }));
  oneFault(faultsOfField({ kind: 'choice', options }), 'fields.0.options.2.key', '"a" stands twice.');
  oneFault(
    faultsOf({ numbering: { pattern: '###', mode: 'random', alphabet: '01234567890' } }),
    'numbering.alphabet',
    'Write each character once.',
  );
});

test('every ticket has a subject in one line, and its first message is words', () => {
  const without = (...keys: string[]) => defaultPolicy.baseFields.filter((key) => !keys.includes(key));
  oneFault(faultsOf({ baseFields: without('summary') }), 'baseFields', 'Every ticket needs a subject: add the field "summary".');
  const changed = (key: string, change: Partial<Field>) =>
    faultsOf({ fields: defaultPolicy.fields.map((field) => (field.key === key ? { ...field, ...change } : field)) });
  oneFault(changed('summary', { kind: 'multiline' }), 'fields.0.kind', /write "text"/);
  oneFault(changed('summary', { required: false }), 'fields.0.required', /write true/);
  oneFault(changed('summary', { visibleWhen: { present: 'impact' } }), 'fields.0.visibleWhen', /take the condition away/);
  oneFault(changed('summary', { audience: 'staff' }), 'fields.0.audience', /requester's own words/);
  oneFault(changed('description', { audience: 'staff' }), 'fields.1.audience', /requester's own words/);
  oneFault(changed('description', { kind: 'steps' }), 'fields.1.kind', /write "multiline" or "text"/);
});

test('a choice has options, and nothing else has', () => {
  for (const kind of ['choice', 'choices']) {
    oneFault(faultsOfField({ kind }), 'fields.0.options', /needs options/);
    oneFault(faultsOfField({ kind, options: [] }), 'fields.0.options', /needs options/);
  }
  oneFault(faultsOfField({ kind: 'text', options: [{ key: 'a', label: 'A' }] }), 'fields.0.options', /has no options/);
});

test('a field that nobody can fill in is refused', () => {
  oneFault(faultsOfField({ minLength: 5, maxLength: 4 }), 'fields.0.minLength', /^Write 4 or less/);
  oneFault(faultsOfField({ minLength: 201 }), 'fields.0.minLength', /^Write 200 or less/);
  assert.deepEqual(faultsOfField({ kind: 'steps', minLength: 5, maxLength: 4 }), []);
  const options = [{ key: 'a', label: 'A' }];
  oneFault(faultsOfField({ kind: 'choices', options, minLength: 2 }), 'fields.0.minLength', /^Write 1 or less/);
  oneFault(faultsOfField({ kind: 'number', min: 2, max: 1 }), 'fields.0.min', /not above max/);
});

test('a default must be an answer that the field takes', () => {
  const options = [{ key: 'a', label: 'A' }];
  oneFault(faultsOfField({ kind: 'choice', options, default: 'b' }), 'fields.0.default', /not-an-option/);
  oneFault(faultsOfField({ kind: 'number', default: 'many' }), 'fields.0.default', /not-a-number/);
  assert.deepEqual(faultsOfField({ kind: 'choice', options, default: 'a' }), []);
  assert.deepEqual(faultsOfField({ kind: 'text', default: '' }), []);
});

test('a field is not called like a fact or like a member of every object', () => {
  for (const key of ['type', 'severity', 'plan', 'role']) oneFault(faultsOfField({ key }), 'fields.0.key', /name of a fact/);
  for (const key of ['constructor', 'toString', 'valueOf']) oneFault(faultsOfField({ key }), 'fields.0.key', /JavaScript/);
});

test('what decides a field that requesters see, requesters see too', () => {
  const secret: Field = { key: 'secret', kind: 'text', label: 'Secret', audience: 'staff' };
  const shown: Field = { key: 'shown', kind: 'text', label: 'Shown' };
  const when: Condition = { not: { any: [{ present: 'summary' }, { present: 'secret' }] } };
  for (const member of ['visibleWhen', 'requiredWhen'] as const) {
    const fields = [...defaultPolicy.fields, secret, { ...shown, [member]: when }];
    oneFault(faultsOf({ fields }), `fields.14.${member}`, 'Requesters see "shown" but not "secret", which decides it.');
    const forStaff: Field[] = [...defaultPolicy.fields, secret, { ...shown, audience: 'staff', [member]: when }];
    assert.deepEqual(faultsOf({ fields: forStaff }), []);
  }
});

test('no field decides, through others or by itself, whether it shows', () => {
  const circle = (...ring: string[]) =>
    faultsOf({
      fields: [
        ...ring.map((key, at) => ({
          key,
          kind: 'text',
          label: key,
          visibleWhen: { not: { present: ring[(at + 1) % ring.length] } },
        })),
        { key: 'beside', kind: 'text', label: 'Beside', visibleWhen: { present: ring[0] } },
        ...defaultPolicy.fields,
      ],
    }).map(({ path }) => path);
  assert.deepEqual(circle('a'), ['fields.0.visibleWhen']);
  assert.deepEqual(circle('a', 'b', 'c'), ['fields.0.visibleWhen', 'fields.1.visibleWhen', 'fields.2.visibleWhen']);
});

test('the phases that every ticket goes through have a status, and one level at most is the default', () => {
  for (const phase of ['new', 'active', 'resolved', 'closed']) {
    const statuses = defaultPolicy.statuses.filter((status) => status.phase !== phase);
    oneFault(faultsOf({ statuses }), 'statuses', `No status has the phase "${phase}": add one.`);
  }
  const levels = defaultPolicy.levels.map((level) => ({ ...level, isDefault: true }));
  oneFault(faultsOf({ levels }), 'levels', 'Only one level can be the default.');
});

test('every text can be read in the default language', () => {
  oneFault(faultsOf({ ...englishPolicy, defaultLocale: 'not a tag' }), 'defaultLocale', /^Write a language tag/);
  oneFault(faultsOfField({ hint: { de: 'Nur deutsch' } }), 'fields.0.hint', /default language too: "en"/);
  oneFault(faultsOfField({ label: '  ' }), 'fields.0.label', 'Write the words.');
  oneFault(faultsOfField({ label: { en: 'Words', de: '' } }), 'fields.0.label.de', 'Write the words.');
  oneFault(faultsOfField({ label: { en: 'Words', 'not a tag': 'Worte' } }), 'fields.0.label.not a tag', /^Write a language tag/);
  const levels: Policy['levels'] = defaultPolicy.levels.map((level, at) =>
    at === 0 ? { ...level, examples: ['Fine', ' '] } : level,
  );
  oneFault(faultsOf({ levels }), 'levels.0.examples.1', 'Write the words.');
  const types = defaultPolicy.types.map((type, at) => (at === 0 ? { ...type, template: { impact: { de: 'Wer?' } } } : type));
  oneFault(faultsOf({ types }), 'types.0.template.impact', 'Write the words in the default language too: "en".');
  const notice = { what: 'The page.', why: ' ', where: 'To us.', kept: 'A year.' };
  oneFault(faultsOf({ privacy: { notice } }), 'privacy.notice.why', 'Write the words.');
  assert.deepEqual(faultsOfField({ label: { en: 'Words', 'pt-BR': 'Palavras' } }), []);
});

/** The faults after the first type of the default policy got some evidence, with a field of evidence for staff and one that it does not ask for. */
function faultsOfEvidence(item: Record<string, unknown>): PolicyFault[] {
  const options = (key: string) => [{ key, label: key }];
  const [first, ...others] = defaultPolicy.types;
  return faultsOf({
    fields: [
      ...defaultPolicy.fields,
      { key: 'risk', kind: 'text', label: 'Risk', audience: 'staff' },
      { key: 'ownFinds', kind: 'evidence', label: 'Our finds', audience: 'staff', options: options('trace') },
      { key: 'finds', kind: 'evidence', label: 'Finds', options: options('screenshot') },
      { key: 'elsewhere', kind: 'evidence', label: 'Elsewhere', options: options('log') },
    ],
    baseFields: [...defaultPolicy.baseFields, 'risk', 'ownFinds', 'finds'],
    types: [{ ...first, evidence: [{ key: 'proof', label: 'Proof', need: 'required', ...item }] }, ...others],
  });
}

test('evidence is what a requester of the type can give', () => {
  oneFault(faultsOfEvidence({ fields: ['impact', 'risk'] }), 'types.0.evidence.0.fields.1', /^Requesters do not see "risk"/);
  oneFault(faultsOfEvidence({ kinds: ['screenshot', 'trace'] }), 'types.0.evidence.0.kinds.1', /offers "trace" to requesters/);
  oneFault(faultsOfEvidence({ kinds: ['log'] }), 'types.0.evidence.0.kinds.0', /offers "log" to requesters/);
  oneFault(faultsOfEvidence({ kinds: ['nope'], files: true }), 'types.0.evidence.0.kinds.0', /offers "nope" to requesters/);
  oneFault(
    faultsOfEvidence({ fields: ['expected', 'nope'] }),
    'types.0.evidence.0.fields.1',
    'The type does not ask for "nope".',
  );
  oneFault(faultsOfEvidence({}), 'types.0.evidence.0', /write fields, kinds, context or files/);
  assert.deepEqual(faultsOfEvidence({ kinds: ['screenshot'], fields: ['impact'], files: true }), []);
});

test('addresses lead to pages, mail or a telephone and cannot run anything', () => {
  const [first, ...others] = defaultPolicy.types;
  const redirect = (url: string) =>
    faultsOf({ types: [{ ...first, redirect: { text: 'Elsewhere', label: 'Go', url } }, ...others] });
  const link = (url: string) => faultsOf({ channels: { links: [{ label: 'Guides', url }] } });
  for (const url of [
    ...['https://example.com/a?b=c#d', 'HTTP://example.com', 'mailto:help@example.com?subject=x', 'tel:+44 20 7946 0000'],
    ...['/', '/docs', '/docs?q=a%20b#part'],
  ]) {
    assert.deepEqual([...redirect(url), ...link(url)], [], url);
  }
  for (const url of [
    ...[
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:x',
      'file:///x',
    ],
    ...[
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'https:/\\evil.example',
      'https://',
      'https:',
      'docs',
      '',
      '#part',
      'mailto:',
      'tel:',
    ],
  ]) {
    oneFault(redirect(url), 'types.0.redirect.url', /^Write an address that begins with https:/);
    oneFault(link(url), 'channels.links.0.url', /^Write an address that begins with https:/);
  }
  const routes = { list: '/support', new: '/support/new', thread: '/support/:id' };
  assert.deepEqual(faultsOf({ routes }), []);
  oneFault(faultsOf({ routes: { ...routes, new: 'javascript:alert(1)' } }), 'routes.new', /^Write an address/);
  oneFault(faultsOf({ routes: { ...routes, thread: '/support/ticket' } }), 'routes.thread', /":id"/);
  oneFault(faultsOf({ channels: { mail: [{ topic: 'Help', address: 'help' }] } }), 'channels.mail.0.address', /e-mail address/);
});

test('guides are found at one address that can be fetched', () => {
  for (const url of ['/search', 'https://docs.example.com/search?lang=en']) {
    assert.deepEqual([...faultsOf({ articles: { url } }), ...faultsOf({ articles: { index: url } })], [], url);
  }
  oneFault(faultsOf({ articles: {} }), 'articles', /either url or index/);
  oneFault(faultsOf({ articles: { url: '/search', index: '/all.json' } }), 'articles', /either url or index/);
  oneFault(faultsOf({ articles: { url: 'mailto:help@example.com' } }), 'articles.url', /can be fetched/);
  oneFault(faultsOf({ articles: { index: 'javascript:alert(1)' } }), 'articles.index', /^Write an address/);
});

test('a chat leads to an address that cannot run anything, and says in words when it is the better way', () => {
  const chat = (changes: object) => faultsOf({ channels: { chat: { label: 'Chat', ...changes } } });
  assert.deepEqual(chat({ url: '/chat', uses: ['A quick question'] }), []);
  oneFault(chat({ url: 'javascript:alert(1)' }), 'channels.chat.url', /^Write an address/);
  oneFault(chat({ uses: ['  '] }), 'channels.chat.uses.0', /^Write the words/);
  oneFault(faultsOf({ channels: { ticket: { uses: [''] } } }), 'channels.ticket.uses.0', /^Write the words/);
});

test('every type that takes tickets is met by a reason, where there are reasons', () => {
  const keys = defaultPolicy.types.map(({ key }) => key);
  const reason = (types: string[]) => ({ key: 'any', label: 'Anything', types });
  assert.deepEqual(faultsOf({ reasons: [reason(keys)] }), []);
  oneFault(faultsOf({ reasons: [reason(keys.slice(1))] }), 'reasons', /leads to the type "workshop-help"/);
  oneFault(faultsOf({ reasons: [reason([...keys, 'nope'])] }), 'reasons.0.types.12', 'There is no type "nope".');
  oneFault(faultsOf({ reasons: [reason(keys), reason(keys)] }), 'reasons.1.key', '"any" stands twice.');
  const redirect = { text: 'Elsewhere', label: 'There', url: '/there' };
  const types = [...defaultPolicy.types, { key: 'training', label: 'Training', fields: [], redirect }];
  assert.deepEqual(faultsOf({ types, reasons: [reason(keys)] }), []);
});

test('routing names queues that there are, by conditions that can hold', () => {
  const queues = [{ key: 'premium', label: 'Premium' }];
  const routing = (queue: string, when: Condition) => faultsOf({ queues, routing: [{ when, queue }] });
  assert.deepEqual(routing('premium', { eq: ['plan', 'premium'] }), []);
  oneFault(routing('nope', { eq: ['plan', 'premium'] }), 'routing.0.queue', 'There is no queue "nope".');
  oneFault(routing('premium', { present: 'nope' }), 'routing.0.when', 'There is no field or fact "nope".');
});

test('a date or a moment can begin with the present, and nothing else can', () => {
  for (const kind of ['date', 'datetime']) assert.deepEqual(faultsOfField({ kind, default: 'now' }), []);
  oneFault(faultsOfField({ kind: 'date', default: 'soon' }), 'fields.0.default', /not-a-date/);
  oneFault(faultsOfField({ kind: 'number', default: 'now' }), 'fields.0.default', /not-a-number/);
});

test('what staff alone are told of is mailed to staff alone', () => {
  const notify = (event: string, to: string) => faultsOf({ notifications: [{ event, to, subject: 'Late', body: 'Late' }] });
  for (const event of ['notified', 'overdue']) {
    oneFault(notify(event, 'requester'), 'notifications.0.to', /is for staff/);
    for (const to of ['assignee', 'queue']) assert.deepEqual(notify(event, to), []);
  }
});

test('how long a kind of thing rests from a phase is said once', () => {
  const after = { value: 30, unit: 'days' };
  const rules = (...retention: object[]) => faultsOf({ privacy: { retention } });
  assert.deepEqual(
    rules({ kind: 'message', after }, { kind: 'message', phase: 'resolved', after }, { kind: 'ticket', after }),
    [],
  );
  const doubled = rules({ kind: 'message', after }, { kind: 'message', phase: 'closed', after });
  oneFault(doubled, 'privacy.retention.1', 'Rule 0 says already how long "message" rests from "closed".');
});
