import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Problem, Ticket, TimelinePage, UploadLink } from '@helpmark/schema';
import { testFile } from '../../../../test/support/files.js';
import type { Caller, TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import type { LogEntry } from '../log.js';

describe('An upload link', () => {
  const log: LogEntry[] = [];
  let folder: string;
  let handler: TestHandler;
  let ada: Caller;
  let sam: Caller;
  let ticket: Ticket;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-links-'));
    handler = await createTestHandler({ database: `file:${join(folder, 'helpmark.db')}`, log: (entry) => log.push(entry) });
    ada = handler.as({ id: 'ada', name: 'Ada' });
    sam = handler.as({ id: 'sam', role: 'staff', name: 'Sam' });
    ticket = (await ada.post<Ticket>('/v1/tickets', sampleTicket())).body;
  });
  after(async () => {
    await handler.close();
    rmSync(folder, { recursive: true });
  });

  const make = async (body: object = {}) => {
    const answer = await sam.post<UploadLink>(`/v1/tickets/${ticket.id}/upload-links`, body);
    assert.equal(answer.status, 201);
    return answer.body;
  };
  const file = testFile();
  /** Sends a file by a link, as anyone can who has its token. */
  const use = async (token: string, headers: Record<string, string> = {}, bytes = file.bytes) => {
    const response = await handler.server.fetch(
      new Request('http://helpmark.test/v1/upload-links', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'image/png',
          'content-length': String(bytes.length),
          'content-disposition': "attachment; filename*=UTF-8''my%20pass%E2%82%AC.png",
          ...headers,
        },
        body: new Uint8Array(bytes),
      }),
    );
    const text = await response.text();
    const problem = text === '' ? undefined : (JSON.parse(text) as Problem);
    return [response.status, problem?.issues?.[0]?.code ?? problem?.code].filter(Boolean).join(' ');
  };
  const filesFor = async (caller: Caller) => (await caller.get<Ticket>(`/v1/tickets/${ticket.id}`)).body.attachments ?? [];

  it('[4-106] takes one file once, for staff alone, and nothing of it is ever in the thread', async () => {
    const before = await Promise.all(
      [`/v1/tickets/${ticket.id}`, `/v1/tickets/${ticket.id}/timeline`].map((path) => ada.get(path)),
    );
    const { token, expiresAt } = await make();
    assert.equal(expiresAt, new Date(handler.now().getTime() + 24 * 3600 * 1000).toISOString());
    assert.equal(await use(token), '204');
    assert.equal(await use(token), '404 not-found');

    const [attachment, ...others] = await filesFor(sam);
    assert.equal(others.length, 0);
    assert.deepEqual(
      [attachment?.name, attachment?.type, attachment?.size, attachment?.state, attachment?.visibility],
      ['my pass€.png', 'image/png', 64, 'ready', 'internal'],
    );
    const download = await sam.raw(`/v1/attachments/${attachment?.id}`);
    assert.deepEqual(Buffer.from(await download.arrayBuffer()), file.bytes);

    const now = await Promise.all([`/v1/tickets/${ticket.id}`, `/v1/tickets/${ticket.id}/timeline`].map((path) => ada.get(path)));
    assert.deepEqual(
      now.map(({ text }) => text),
      before.map(({ text }) => text),
      'its requester learns nothing',
    );
    const { items } = (await sam.get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`)).body;
    assert.deepEqual(
      items.flatMap((item) => (item.kind === 'event' && item.type === 'attachment' ? [[item.visibility, item.attachment]] : [])),
      [['internal', attachment?.id]],
    );
    assert.ok(!JSON.stringify(items).includes(token.split('.')[1] ?? ''), 'nor do staff see the link there');
  });

  it('[4-106] expires by the server’s clock', async () => {
    const [short, long] = [await make({ minutes: 1 }), await make({ minutes: 2 })];
    handler.advance(60_000);
    assert.equal(await use(short.token), '404 not-found');
    assert.equal(await use(long.token), '204');
    for (const minutes of [0, 1.5, 7 * 24 * 60 + 1]) {
      assert.equal((await sam.post(`/v1/tickets/${ticket.id}/upload-links`, { minutes })).status, 422);
    }
  });

  it('has a secret that is neither kept nor logged', async () => {
    const { token, id } = await make();
    await use(token, { 'content-length': '0' });
    const secret = token.split('.')[2] ?? '';
    assert.equal(secret.length, 43);
    for (const name of ['helpmark.db', 'helpmark.db-wal']) {
      const kept = readFileSync(join(folder, name));
      assert.ok(!kept.includes(secret), name);
    }
    assert.ok(readFileSync(join(folder, 'helpmark.db-wal')).includes(id), 'what is looked through is what was written');
    assert.ok(!JSON.stringify(log).includes(secret));
    assert.equal(await use(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), '404 not-found');
    assert.equal(await use('nonsense'), '404 not-found');
  });

  it('is not used up by a file that is refused', async () => {
    const { token } = await make();
    const before = (await filesFor(sam)).length;
    assert.equal(await use(token, {}, Buffer.from('no picture')), '422 wrong-content');
    assert.equal(await use(token, { 'content-type': 'text/html' }), '422 wrong-type');
    assert.equal(await use(token, { 'content-length': String(11 * 1024 * 1024) }), '422 too-large');
    assert.equal(await use(token, { 'content-length': '63' }), '413 too-large');
    assert.equal(await use(token, { 'content-length': '65' }), '400 malformed');
    assert.equal(await use(token, { 'content-disposition': 'attachment' }), '400 malformed');
    assert.equal((await filesFor(sam)).length, before);
    const both = await Promise.all([use(token), use(token)]);
    assert.deepEqual(both.sort(), ['204', '404 not-found']);
    assert.equal((await filesFor(sam)).length, before + 1);
  });

  it('is made by staff alone, for a ticket that they may see', async () => {
    assert.equal((await ada.post(`/v1/tickets/${ticket.id}/upload-links`, {})).status, 403);
    assert.equal((await sam.post('/v1/tickets/none/upload-links', {})).status, 404);
  });

  it('has a page for whoever holds it, which asks for nothing from anywhere else and never sees the token', async () => {
    const { path, token } = await make();
    assert.equal(path, `/v1/upload-links#${token}`);
    const get = async (place: string) => {
      const response = await handler.server.fetch(new Request(`http://helpmark.test${place}`));
      assert.equal(response.status, 200, place);
      const rules = response.headers.get('content-security-policy') ?? '';
      for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'none'"]) {
        assert.ok(rules.includes(rule), rule);
      }
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(response.headers.get('cache-control'), 'no-store');
      return [response.headers.get('content-type'), await response.text()] as const;
    };
    const [type, text] = await get(path);
    assert.equal(type, 'text/html; charset=utf-8');
    assert.doesNotMatch(text, /<style|<script(?! src)| on\w+=| style=|https?:/);
    const parts = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, place]) => `/v1/${place}`);
    assert.deepEqual(parts, ['/v1/upload-links/page.css', '/v1/upload-links/page.js']);
    for (const part of parts) assert.doesNotMatch((await get(part))[1], /innerHTML|eval|localStorage|https?:/);
    assert.ok(!JSON.stringify(log).includes(token));
  });

  it('has its page in the first of sixteen languages that a reader accepts, and nothing of the others', async () => {
    const ask = async (accepted?: string) => {
      const headers: Record<string, string> = accepted === undefined ? {} : { 'accept-language': accepted };
      const response = await handler.server.fetch(new Request('http://helpmark.test/v1/upload-links', { headers }));
      return {
        language: response.headers.get('content-language'),
        vary: response.headers.get('vary'),
        text: await response.text(),
      };
    };
    const all = ['ar', 'de', 'en', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'tr', 'uk', 'zh'];
    const titles = new Map<string, string>();
    for (const accepted of all) {
      const { language, text, vary } = await ask(`xx, ${accepted}-ZZ;q=0.8, en;q=0.1`);
      assert.equal(language?.split('-')[0], accepted);
      assert.match(vary ?? '', /Accept-Language/);
      assert.ok(text.includes(`<html lang="${language}" dir="${['ar', 'he'].includes(accepted) ? 'rtl' : 'ltr'}">`));
      assert.doesNotMatch(text, /undefined|\$\{/);
      titles.set(accepted, /<title>(.+)<\/title>/.exec(text)![1]!);
    }
    assert.equal(new Set(titles.values()).size, all.length);
    const german = (await ask('de')).text;
    for (const [language, title] of titles) assert.equal(german.includes(title), language === 'de', language);
    assert.equal((await ask('de;q=0.2, ja')).language, 'ja', 'the dearest');
    for (const strange of [undefined, '*', 'xx', 'constructor', ';;']) assert.equal((await ask(strange)).language, 'en', strange);
  });
});
