import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticlePage, PolicyAnswer, Ticket, Unread } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import type { FindArticles } from '../articles.js';

const ada = { id: 'ada', organization: 'north' };
const path = '/v1/articles';

describe('Guides that the host finds', () => {
  const open = async (t: { after: (work: () => Promise<void>) => void }, articles?: FindArticles, more: object = {}) => {
    const handler = await createTestHandler({ ...(articles && { articles }), ...more });
    t.after(() => handler.close());
    return handler.as(ada);
  };

  it('come for the words and the person who types them, five at most, and nothing but title, address and text', async (t) => {
    const asked: unknown[] = [];
    const guides = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map((title) => ({
      title,
      url: '/docs',
      text: '…',
      staff: 'no',
    }));
    const as = await open(t, (query, { person }) => {
      asked.push([query, person.id, person.organization]);
      return guides;
    });
    const { body, headers } = await as.get<ArticlePage>(`${path}?q=+empty+file+`);
    assert.deepEqual(
      body.items.map(({ title }) => title),
      ['One', 'Two', 'Three', 'Four', 'Five'],
    );
    assert.deepEqual(body.items[0], { title: 'One', url: '/docs', text: '…' });
    assert.equal(headers.get('cache-control'), 'no-store');
    await as.get(path);
    assert.deepEqual(asked, [
      ['empty file', 'ada', 'north'],
      ['', 'ada', 'north'],
    ]);
  });

  it('are named in the policy’s answer, in place of its own source; without them there is none, and no such path', async (t) => {
    const policy = { ...defaultPolicy, articles: { url: '/search' } };
    const having = await open(t, () => [], { policy });
    assert.deepEqual((await having.get<PolicyAnswer>('/v1/policy')).body.policy.articles, { server: true });
    const lacking = await open(t, undefined, { policy });
    assert.deepEqual((await lacking.get<PolicyAnswer>('/v1/policy')).body.policy.articles, { url: '/search' });
    assert.equal((await lacking.get(path)).status, 404);
  });

  it('keep nobody waiting while the host looks for them', async (t) => {
    let found: (() => void) | undefined;
    const as = await open(t, () => new Promise((resolve) => (found = () => resolve([]))));
    const looking = as.get(path);
    const sent = await as.post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal(sent.status, 201);
    assert.equal((await as.get<Unread>('/v1/unread')).status, 200);
    found!();
    assert.equal((await looking).status, 200);
  });

  it('are a failure of the server’s where the host’s search fails, which says nothing of it', async (t) => {
    const as = await open(
      t,
      () => {
        throw new Error('index-host-7 is away');
      },
      { log: () => undefined },
    );
    const { status, text } = await as.get(path);
    assert.equal(status, 500);
    assert.doesNotMatch(text, /index-host/);
  });
});
