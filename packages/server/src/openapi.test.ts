import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message, Ticket, TimelinePage } from '@helpmark/schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openEvents } from '../../../test/support/event-stream.js';
import type { Answered } from '../../../test/support/handler.js';
import { beginUpload, sendBytes, testFile } from '../../../test/support/files.js';
import { createTestHandler, readAnswer, sampleTicket } from '../../../test/support/handler.js';
import { mintToken } from '../../../test/support/tokens.js';
import { routes } from './routes/routes.js';

type Json = Record<string, unknown>;
interface Contract extends Json {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Json> }>>;
  components: { schemas: Record<string, Json>; responses: Record<string, Json> };
}

/** Closes every object of a schema, so that a member nobody described is a fault. Maps and open objects stay as they are. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (value === null || typeof value !== 'object') return value;
  const closed: Json = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, close(part)]));
  if (closed.type === 'object' && closed.properties && !('additionalProperties' in closed)) closed.additionalProperties = false;
  return closed;
}

describe('The contract', () => {
  it('describes every answer of every route, and no route that there is not', async () => {
    const articles = () => [{ title: 'Export your data', url: '/docs/exports' }];
    const handler = await createTestHandler({ articles });
    const open = async (path: string) => readAnswer<Json>(await handler.server.fetch(new Request(`http://helpmark.test${path}`)));
    const contract = (await open('/v1/openapi.json')).body as Contract;
    assert.equal(contract.openapi, '3.1.0');

    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
    addFormats.default(ajv);
    ajv.addVocabulary(['openapi', 'info', 'servers', 'security', 'paths', 'components']);
    ajv.addSchema({ $id: 'contract', components: close(contract.components) });

    const seen = new Set<string>();
    const check = (operation: string, { status, headers, text, body }: Answered<unknown>) => {
      const route = Object.values(contract.paths)
        .flatMap((methods) => Object.values(methods))
        .find(({ operationId }) => operationId === operation);
      assert.ok(route, `${operation} is described`);
      const described = route.responses[String(status)];
      assert.ok(described, `${operation} says that it may answer ${status}`);
      seen.add(`${operation} ${status < 300 ? 'well' : 'ill'}`);
      const reference =
        String(described.$ref ?? '')
          .split('/')
          .at(-1) ?? '';
      const response = described.$ref ? contract.components.responses[reference] : described;
      const content = (response?.content ?? {}) as Record<string, { schema: Json }>;
      const type = headers.get('content-type');
      // The bytes of a file are of any type, and no schema describes them.
      if ('*/*' in content) return assert.ok(headers.has('content-disposition'));
      assert.deepEqual(Object.keys(content), type === null ? [] : [type], `${operation} ${status}`);
      if (type === null) return assert.equal(text, '');
      const schema = JSON.stringify(content[type]?.schema).replaceAll('"#/', '"contract#/');
      const validate = ajv.compile(close(JSON.parse(schema)) as Json);
      const values = type === 'application/x-ndjson' ? (body as unknown[]) : [body];
      for (const value of values)
        assert.ok(validate(value), `${operation} ${status}: ${ajv.errorsText(validate.errors)}\n${text}`);
    };

    const ada = handler.as({
      id: 'ada',
      name: 'Ada',
      email: 'ada@example.com',
      organization: 'Northwind',
      plan: 'team',
      locale: 'en',
    });
    const sam = handler.as({ id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' });
    const nobody = handler.as({ id: 'x', workspace: 'nowhere' });

    const created = await ada.post<Ticket>('/v1/tickets', sampleTicket());
    check('createTicket', created);
    check('createTicket', await ada.post('/v1/tickets', {}));
    check('createTicket', await ada.post('/v1/tickets', sampleTicket(), { key: null }));
    check('createTicket', await ada.post('/v1/tickets', sampleTicket(), { headers: { 'content-type': 'text/plain' } }));
    const path = `/v1/tickets/${created.body.id}`;
    check('createMessage', await sam.post(`${path}/messages`, { body: 'A question?', visibility: 'public' }));
    check('createMessage', await sam.post(`${path}/messages`, { body: 'A note.', visibility: 'internal' }));
    check('createMessage', await ada.post(`${path}/messages`, { body: '' }));
    check('changeTicket', await sam.patch(path, { assignee: 'sam', priority: 'high' }, { version: 3 }));
    check('changeTicket', await sam.patch(path, { status: 'closed' }, { version: 3 }));
    check('changeTicket', await ada.patch(path, { status: 'closed' }, { version: 1 }));
    check('actOnTicket', await ada.post(`${path}/actions`, { action: 'resolve', reason: 'Done.' }, { version: 3 }));
    check('actOnTicket', await ada.post(`${path}/actions`, { action: 'resolve' }, { version: 4 }));
    for (const caller of [ada, sam]) {
      check('getPolicy', await caller.get('/v1/policy'));
      check('listTickets', await caller.get('/v1/tickets?limit=1'));
      check('getTicket', await caller.get(path));
      const timeline = await caller.get<TimelinePage>(`${path}/timeline`);
      check('listTimeline', timeline);
      check('countUnread', await caller.get('/v1/unread'));
      check('markRead', await caller.post(`${path}/read`, { item: timeline.body.items[0]?.id }));
      check('listPeople', await caller.get('/v1/people'));
    }
    const kim = handler.as({ id: 'kim', role: 'admin', name: 'Kim' });
    check('putCategories', await kim.put('/v1/categories', { items: [{ key: 'billing', label: { en: 'Billing' } }] }));
    check('putCategories', await sam.put('/v1/categories', { items: [] }));
    check('changePerson', await kim.patch('/v1/people/sam', { atWork: true }));
    check('changePerson', await kim.patch('/v1/people/nobody', { atWork: true }));
    check('getCategories', await sam.get('/v1/categories'));
    check('getCategories', await ada.get('/v1/categories'));
    check('putIncident', await sam.put('/v1/incidents/exports', { title: 'Exports fail', state: 'open' }));
    check('putIncident', await sam.put('/v1/incidents/exports', {}));
    const second = await sam.post<Ticket>('/v1/tickets', sampleTicket({ onBehalfOf: 'ada', relatedTo: created.body.id }));
    check('createTicket', second);
    const other = `/v1/tickets/${second.body.id}`;
    const change = { category: 'billing', incident: 'exports', shared: false, followUpOn: '2026-12-01', reason: 'So.' };
    check('changeTicket', await sam.patch(other, change, { version: second.body.version }));
    check('requestFields', await sam.post(`${other}/requests`, { fields: ['account'], body: 'Which one?' }));
    check('requestFields', await sam.post(`${other}/requests`, { fields: ['summary'] }));
    check('linkTicket', await sam.post(`${other}/links`, { to: created.body.id, relation: 'related' }));
    check('linkTicket', await sam.post(`${other}/links`, { to: 'none', relation: 'related' }));
    check('getTicket', await sam.get(other));
    check('listTimeline', await sam.get(`${other}/timeline`));
    check('listAudit', await kim.get('/v1/audit'));
    check('listAudit', await sam.get('/v1/audit'));
    check('findArticles', await ada.get('/v1/articles?q=export'));
    check('findArticles', await nobody.get('/v1/articles'));
    check('getPolicy', await nobody.get('/v1/policy'));
    check('listTickets', await ada.get('/v1/tickets?sort=wrong'));
    check('getTicket', await ada.get('/v1/tickets/none'));
    check('listTimeline', await ada.get('/v1/tickets/none/timeline'));
    check('countUnread', await nobody.get('/v1/unread'));
    check('markRead', await ada.post(`${path}/read`, {}));
    const { manifest, bytes } = testFile();
    const fresh = await ada.post<Ticket>('/v1/tickets', sampleTicket());
    const announced = await ada.post<Message>(`/v1/tickets/${fresh.body.id}/messages`, { body: 'See.', attachments: [manifest] });
    check('createMessage', announced);
    const file = announced.body.attachments[0]?.id ?? '';
    check('getAttachment', await ada.get(`/v1/attachments/${file}`));
    const tus = async (response: Promise<Response>) => readAnswer(await response);
    const headers = { 'tus-resumable': '1.0.0' };
    check('beginUpload', await tus(beginUpload(ada, file, 1)));
    check('beginUpload', await tus(beginUpload(ada, file, bytes.length)));
    check('getUpload', await tus(ada.raw(`/v1/uploads/${file}`, { method: 'HEAD', headers })));
    check('sendBytes', await tus(sendBytes(ada, file, bytes, 1)));
    check('sendBytes', await tus(sendBytes(ada, file, bytes)));
    check('getAttachment', await ada.get(`/v1/attachments/${file}`));
    check('getAttachment', await ada.get(`/v1/attachments/${file}`, { headers: { range: 'bytes=0-3' } }));
    check('changeAttachment', await sam.patch(`/v1/attachments/${file}`, { visibility: 'internal' }));
    check('changeAttachment', await sam.patch(`/v1/attachments/${file}`, {}));
    check('createUploadLink', await sam.post(`/v1/tickets/${fresh.body.id}/upload-links`, {}));
    check('createUploadLink', await ada.post(`/v1/tickets/${fresh.body.id}/upload-links`, {}));
    check(
      'useUploadLink',
      await tus(handler.server.fetch(new Request('http://helpmark.test/v1/upload-links', { method: 'POST' }))),
    );
    check('getTicket', await sam.get(`/v1/tickets/${fresh.body.id}`));
    check('listTimeline', await sam.get(`/v1/tickets/${fresh.body.id}/timeline`));

    // What Ada does afterwards she does as new.
    check('exportPerson', await kim.get('/v1/people/ada/export'));
    check('exportPerson', await sam.get('/v1/people/ada/export'));
    check('erasePerson', await kim.remove('/v1/people/ada'));
    check('erasePerson', await kim.remove('/v1/people/ada'));
    for (const route of routes) assert.ok(seen.has(`${route.name} well`) && seen.has(`${route.name} ill`), route.name);

    check('getEvents', await nobody.get('/v1/events'));
    const events = await openEvents(handler.server, await mintToken({ id: 'ada' }, handler.now()));
    await events.next();
    await ada.post('/v1/tickets', sampleTicket());
    const sent = await events.next();
    await events.leave();
    const validChange = ajv.compile(close({ $ref: 'contract#/components/schemas/Change' }) as Json);
    assert.ok(validChange(sent?.data), ajv.errorsText(validChange.errors));
    check('getContract', await open('/v1/openapi.json'));
    check('getHealth', await open('/healthz'));
    check('getReadiness', await open('/readyz'));
    const described = Object.values(contract.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    const besides = [
      'getContract',
      'getEvents',
      'getHealth',
      'getReadiness',
      ...['beginUpload', 'getUpload', 'sendBytes', 'useUploadLink', 'getUploadPage'],
    ];
    assert.deepEqual(described.sort(), [...routes.map(({ name }) => name), ...besides].sort());
    await handler.close();
  });
});
