import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PeoplePage, Problem, Ticket, TicketPage } from '@helpmark/schema';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const ada = { id: 'ada', name: 'Ada Lind', email: 'ada@example.com', organization: 'Northwind' };
const bob = { id: 'bob', name: 'Bob', organization: 'Fabrikam' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };

const everything = ['A wish', 'All is down', 'Export stops', 'Ärger mit Straße'];

describe('A list of tickets', () => {
  let handler: TestHandler;
  const ids: Record<string, string> = {};
  const subjectsOf = (page: TicketPage) => page.items.map(({ subject }) => subject);
  const list = async (person: { id: string }, query = '') => {
    const answer = await handler.as(person).get<TicketPage>(`/v1/tickets?${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  };
  const find = async (person: { id: string }, query: string) => subjectsOf(await list(person, query)).sort();

  before(async () => {
    handler = await createTestHandler();
    await handler.as(kim).get('/v1/policy');
    const stopped = { expected: 'A file.', actual: 'Nothing.', blocking: 'stopped' };
    const tickets: [person: object, subject: string, more: object][] = [
      [ada, 'Ärger mit Straße', { body: 'Die Adresse ist 100% falsch.' }],
      [ada, 'Export stops', { type: 'files', fields: stopped }],
      [bob, 'A wish', { type: 'roadmap' }],
      [ada, 'All is down', { type: 'incident', fields: stopped }],
    ];
    for (const [person, subject, more] of tickets) {
      handler.advance(24 * 3600 * 1000);
      const sent = sampleTicket({ subject, ...more });
      ids[subject] = (await handler.as({ ...ada, ...person }).post<Ticket>('/v1/tickets', sent)).body.id;
    }
    handler.advance(1000);
    const staff = handler.as(sam);
    await staff.patch(`/v1/tickets/${ids['Export stops']}`, { status: 'waiting', assignee: 'sam' }, { version: 1 });
    await staff.patch(`/v1/tickets/${ids['A wish']}`, { assignee: 'kim' }, { version: 1 });
    await staff.post(`/v1/tickets/${ids['All is down']}/messages`, { body: 'Blame the kangaroo.', visibility: 'internal' });
    await staff.post(`/v1/tickets/${ids['All is down']}/messages`, { body: 'We work on it.', visibility: 'public' });
  });
  after(() => handler.close());

  it('[4-70] holds every ticket of the requester’s own and no other; for staff, every one', async () => {
    assert.deepEqual(await find(ada, ''), ['All is down', 'Export stops', 'Ärger mit Straße'].sort());
    assert.deepEqual(await find(bob, ''), ['A wish']);
    assert.equal((await find(sam, '')).length, 4);
    assert.equal((await find(kim, '')).length, 4);
  });

  it('[4-71] shows each ticket’s status and when it last changed, as the ticket itself does', async () => {
    for (const ticket of (await list(ada)).items) {
      assert.deepEqual((await handler.as(ada).get<Ticket>(`/v1/tickets/${ticket.id}`)).body, ticket);
    }
    const moved = (await list(ada, 'status=waiting')).items[0];
    assert.deepEqual(
      [moved?.subject, moved?.phase, moved?.updatedAt],
      ['Export stops', 'waiting-requester', handler.now().toISOString()],
    );
  });

  const filters: [row: string, name: string, cases: [query: string, subjects: string[]][]][] = [
    [
      '2-03',
      'status',
      [
        ['status=waiting', ['Export stops']],
        ['status=waiting&status=unheard-of', ['Export stops']],
      ],
    ],
    [
      '2-04',
      'priority',
      [
        ['priority=urgent', ['All is down']],
        ['priority=urgent&priority=low', ['A wish', 'All is down']],
      ],
    ],
    [
      '2-05',
      'type',
      [
        ['type=files', ['Export stops']],
        ['type=files&type=roadmap', ['A wish', 'Export stops']],
      ],
    ],
    [
      '2-06',
      'assignee, nobody among them',
      [
        ['assignee=sam', ['Export stops']],
        ['assignee=nobody', ['All is down', 'Ärger mit Straße']],
        ['assignee=nobody&assignee=kim', ['A wish', 'All is down', 'Ärger mit Straße']],
      ],
    ],
    [
      '2-07',
      'contact',
      [
        ['requester=bob', ['A wish']],
        ['requester=bob&requester=ada', everything],
      ],
    ],
    [
      '2-08',
      'organization',
      [
        ['organization=Fabrikam', ['A wish']],
        ['organization=Fabrikam&organization=Northwind', everything],
      ],
    ],
  ];
  for (const [row, name, cases] of filters) {
    it(`is narrowed by ${name} alone, and by several at once [${row}]`, async () => {
      for (const [query, subjects] of cases) assert.deepEqual(await find(sam, query), subjects, query);
    });
  }

  it('holds what every filter leaves where there are several', async () => {
    assert.deepEqual(await find(sam, 'phase=new'), ['Ärger mit Straße']);
    assert.deepEqual(await find(sam, 'phase=new&phase=waiting-requester&phase=active'), everything);
    const all = ['organization=Northwind', 'requester=ada', 'type=files', 'status=waiting', 'priority=high', 'assignee=sam'];
    assert.deepEqual(await find(sam, [...all, 'q=export'].join('&')), ['Export stops']);
    for (const other of [
      'organization=Fabrikam',
      'requester=bob',
      'type=roadmap',
      'status=open',
      'priority=low',
      'assignee=kim',
    ]) {
      const name = other.split('=')[0]!;
      assert.deepEqual(await find(sam, [...all.filter((one) => !one.startsWith(name)), other].join('&')), [], other);
    }
    assert.deepEqual(await find(sam, 'status=unheard-of'), []);
    assert.deepEqual(await find(sam, 'status=&q=&unknown=1'), everything);
  });

  it('ignores from a requester what only staff may filter by', async () => {
    for (const query of ['assignee=sam', 'assignee=nobody', 'organization=Fabrikam', 'requester=bob']) {
      assert.deepEqual(await find(ada, query), await find(ada, ''), query);
    }
  });

  it('is narrowed by the day or moment of creation', async () => {
    const day = (date: number) => `2026-11-${date}`;
    assert.deepEqual(await find(sam, `from=${day(23)}`), ['A wish', 'All is down']);
    assert.deepEqual(await find(sam, `from=${day(22)}&to=${day(23)}`), ['A wish', 'Export stops']);
    assert.deepEqual(await find(sam, `to=${day(22)}T09:00:00Z`), ['Ärger mit Straße']);
    for (const query of ['from=yesterday', 'to=2026-13-01', 'from=2026-11-21T09:00:00+01:00']) {
      assert.equal((await handler.as(sam).get(`/v1/tickets?${query}`)).status, 422, query);
    }
  });

  it('is searched word by word without regard to case and accents, in subjects, answers, messages and numbers [2-10]', async () => {
    assert.deepEqual(await find(ada, 'q=ARGER'), ['Ärger mit Straße']);
    assert.deepEqual(await find(ada, 'q=strasse+FALSCH'), ['Ärger mit Straße']);
    assert.deepEqual(await find(ada, 'q=strasse+export'), []);
    assert.deepEqual(await find(ada, 'q=nothing'), ['All is down', 'Export stops']);
    assert.deepEqual(await find(ada, 'q=hm-000002'), ['Export stops']);
    assert.deepEqual(await find(sam, 'q=we+work'), ['All is down']);
  });

  it('takes signs that mean something to the database for themselves', async () => {
    assert.deepEqual(await find(ada, `q=${encodeURIComponent('100%')}`), ['Ärger mit Straße']);
    assert.deepEqual(await find(ada, `q=${encodeURIComponent('1%0')}`), []);
    assert.deepEqual(await find(ada, 'q=d_wn'), []);
    assert.deepEqual(await find(ada, `q=${encodeURIComponent('\\')}`), []);
    assert.deepEqual(await find(ada, `q=${encodeURIComponent("' or 1=1 --")}`), []);
  });

  it('[2-10] [2-30] never finds a ticket for its requester by an internal message, and does for staff', async () => {
    assert.deepEqual(await find(ada, 'q=kangaroo'), []);
    assert.deepEqual(await find(sam, 'q=kangaroo'), ['All is down']);
    const ticket = (await list(ada, 'q=work')).items[0];
    assert.deepEqual([ticket?.subject, ticket?.unread, ticket?.version], ['All is down', 1, 2]);
  });

  it('is sorted by change, creation or level, either way round', async () => {
    const sorted = async (query: string) => subjectsOf(await list(sam, query));
    const created = ['All is down', 'A wish', 'Export stops', 'Ärger mit Straße'];
    assert.deepEqual(await sorted('sort=created'), created);
    assert.deepEqual(await sorted('sort=-created'), [...created].reverse());
    assert.deepEqual(await sorted('sort=priority'), ['All is down', 'Export stops', 'Ärger mit Straße', 'A wish']);
    assert.equal((await sorted('')).at(-1), 'Ärger mit Straße');
    assert.deepEqual((await sorted('sort=-updated')).at(0), 'Ärger mit Straße');
    // The latest of a requester's own tickets, by what they may see: the assignment of "A wish" does not count.
    handler.advance(1000);
    await handler.as(bob).post('/v1/tickets', sampleTicket({ subject: 'Another wish' }));
    handler.advance(1000);
    await handler.as(sam).patch(`/v1/tickets/${ids['A wish']}`, { assignee: null }, { version: 2 });
    assert.deepEqual(subjectsOf(await list(bob)), ['Another wish', 'A wish']);
    assert.deepEqual(subjectsOf(await list(sam, 'organization=Fabrikam')), ['A wish', 'Another wish']);
  });

  for (const sort of ['updated', '-updated', 'created', 'priority', '-priority']) {
    it(`is read in pages that hold each ticket once, sorted by ${sort}`, async () => {
      const whole = (await list(sam, `sort=${sort}`)).items.map(({ id }) => id);
      const paged: string[] = [];
      let cursor = '';
      do {
        const page = await list(sam, `sort=${sort}&limit=2&cursor=${cursor}`);
        assert.ok(page.items.length > 0 && page.items.length <= 2);
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? '';
      } while (cursor !== '');
      assert.deepEqual(paged, whole);
    });
  }

  it('refuses a cursor of another order, one that is none, and a limit that is none', async () => {
    const { nextCursor } = await list(sam, 'limit=1&sort=created');
    for (const query of [`cursor=${nextCursor}`, 'cursor=nonsense', 'cursor=W10', 'limit=0', 'limit=101', 'sort=colour']) {
      const answer = await handler.as(sam).get<Problem>(`/v1/tickets?${query}`);
      assert.deepEqual([answer.status, answer.body.code], [422, 'invalid'], query);
    }
  });

  it('knows people from their tokens, for staff alone', async () => {
    const people = async (query: string) => {
      const { body } = await handler.as(sam).get<PeoplePage>(`/v1/people?${query}`);
      return body.items.map(({ id }) => id).sort();
    };
    assert.deepEqual(await people(''), ['ada', 'bob', 'kim', 'sam']);
    assert.deepEqual(await people('role=staff&role=admin'), ['kim', 'sam']);
    assert.deepEqual(await people('q=LIND+ada'), ['ada']);
    assert.deepEqual(await people('q=sam@example'), ['sam']);
    const refused = await handler.as(ada).get<Problem>('/v1/people');
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed']);
    await handler.as({ ...ada, name: 'Ada Berg' }).get('/v1/policy');
    assert.deepEqual(await people('q=berg'), ['ada']);
  });

  it('is searched by words of one or two characters, and inside of what is written without spaces [2-10]', async () => {
    const tickets = [
      ['請求書が届きません', '先月から東京の倉庫に届かない。'],
      ['한국어 문의', 'Q7 오류가 납니다.'],
      ['发票号不对', '金额是 7 元。'],
    ];
    for (const [subject, body] of tickets) await handler.as(ada).post('/v1/tickets', sampleTicket({ subject, body }));
    const cases: [words: string, at: number[]][] = [
      ['請', [0]],
      ['請求', [0]],
      ['届き', [0]],
      ['書 倉庫', [0]],
      ['書 오류', []],
      ['求請', []],
      ['한국', [1]],
      ['문', [1]],
      ['q7', [1]],
      ['票', [2]],
      ['ＱⅦ', []],
      ['Ｑ７', [1]],
      ['元 号', [2]],
    ];
    for (const person of [ada, sam]) {
      for (const [words, at] of cases) {
        const found = await find(person, `q=${encodeURIComponent(words)}`);
        assert.deepEqual(
          found,
          at.map((index) => tickets[index]?.[0]),
          words,
        );
      }
    }
  });
});
