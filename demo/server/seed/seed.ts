import type { HelpmarkServer } from '@helpmark/server';
import type { Ticket, TimelinePage } from '@helpmark/schema';
import { people, personOf, workspace } from '../people.js';
import { mintSupportToken } from '../support-token.js';
import { fennelStreetStories } from './fennel-street-stories.js';
import { northgateStories } from './northgate-stories.js';
import type { Ago, Step, Story } from './story.js';

/** Where the past is written: a server whose clock stands where it is told, below `/support`. */
export interface PastServer {
  server: Pick<HelpmarkServer, 'fetch'>;
  setNow: (now: Date) => void;
  tokenSecret: string;
}

/**
 * Writes the demo's past: every ticket, answer and change goes through the server's own API with the token of the person who
 * made it, at the time at which it happened.
 *
 * @param now - The start of the demo, which all times count back from.
 * @throws {Error} where the server refuses something, with its answer.
 */
export async function writePast({ server, setNow, tokenSecret }: PastServer, now: Date): Promise<void> {
  const stories = [...northgateStories, ...fennelStreetStories];
  const happenings = stories
    .flatMap((story) => [
      { story, step: undefined, at: before(now, story.ago) },
      ...story.steps.map((step) => ({ story, step, at: before(now, step.ago) })),
    ])
    .map((happening, order) => ({ ...happening, order }))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.order - b.order);

  let clockNow = before(now, { days: 14 });
  setNow(clockNow);
  const call = async (by: string, method: string, path: string, rest: { body?: object; key?: string; version?: number } = {}) => {
    const token = await mintSupportToken(personOf(by)!, workspace, tokenSecret, clockNow);
    const headers = new Headers({ Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' });
    if (rest.key) headers.set('Idempotency-Key', rest.key);
    if (rest.version !== undefined) headers.set('If-Match', `"${rest.version}"`);
    const body = rest.body && JSON.stringify(rest.body);
    const response = await server.fetch(new Request(`http://localhost/support/v1/${path}`, { method, headers, body }));
    if (!response.ok) throw new Error(`${method} ${path} of the demo's past: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : ((await response.json()) as unknown);
  };
  // Everyone signs in once, so that tickets can be given to those who answer them.
  for (const person of people) await call(person.id, 'GET', 'policy');

  const items = ['Hardware', 'Roast curves', 'Billing', 'General'].map((label) => ({
    key: label.toLowerCase().replace(' ', '-'),
    label,
  }));
  await call('ruth-almeida', 'PUT', 'categories', { body: { items } });

  const ids = new Map<Story, string>();
  for (const { story, step, at, order } of happenings) {
    clockNow = at;
    setNow(at);
    const key = `demo-past-${order}`;
    if (!step) {
      const ticket = (await call(story.by, 'POST', 'tickets', { body: story.ticket, key })) as Ticket;
      ids.set(story, ticket.id);
    } else {
      await take(step, `tickets/${ids.get(story)}`, key);
    }
  }

  async function take(step: Step, path: string, key: string): Promise<void> {
    const version = async () => ((await call(step.by, 'GET', path)) as Ticket).version;
    const visibility = (kind: string) => (personOf(step.by)!.role === 'requester' ? {} : { visibility: kind });
    if ('reply' in step)
      await call(step.by, 'POST', `${path}/messages`, { body: { body: step.reply, ...visibility('public') }, key });
    else if ('note' in step)
      await call(step.by, 'POST', `${path}/messages`, { body: { body: step.note, ...visibility('internal') }, key });
    else if ('change' in step) await call(step.by, 'PATCH', path, { body: step.change, version: await version() });
    else if ('action' in step) {
      await call(step.by, 'POST', `${path}/actions`, {
        body: { action: step.action, reason: step.reason },
        key,
        version: await version(),
      });
    } else {
      const page = (await call(step.by, 'GET', `${path}/timeline`)) as TimelinePage;
      await call(step.by, 'POST', `${path}/read`, { body: { item: page.items.at(-1)!.id } });
    }
  }
}

function before(now: Date, { days = 0, hours = 0, minutes = 0 }: Ago): Date {
  return new Date(now.getTime() - ((days * 24 + hours) * 60 + minutes) * 60_000);
}
