import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import { openStore } from '../store/kysely-store.js';
import type { Store } from '../store/store.js';
import type { Hub } from './hub.js';
import { createHub } from './hub.js';
import { openStream } from './stream.js';

const workspaces = Array.from({ length: 40 }, (_, at) => `w${at}`);
const viewerIn = (workspace: string) => ({ workspace, id: 'ada', staff: false, everything: false, queues: [] });

describe('People who wait for changes', () => {
  let database: TestDatabase;
  let store: Store;
  let reads = 0;
  let underWay: Promise<unknown>[] = [];
  /** Tells the hub of changes as the database does: never by itself here, as if another process had made them. */
  let giveNotice: (workspace?: string) => void;
  let hub: Hub;
  const failures: unknown[] = [];

  before(async () => {
    database = await makeDatabase();
    const opened = await openStore(database.address);
    store = {
      ...opened,
      read: (work) => {
        reads += 1;
        return opened.read(work);
      },
      watch: (notice) => {
        giveNotice = notice;
        return () => undefined;
      },
    };
  });
  beforeEach(() => {
    const track = <T>(work: Promise<T>) => {
      underWay.push(work);
      return work;
    };
    hub = createHub({ store, perPerson: 5, track, onFailure: (error) => failures.push(error) });
  });
  after(async () => {
    await store.close();
    await database.remove();
    assert.deepEqual(failures, []);
  });

  /** Waits for all that was begun, and for what that began. */
  const settle = async () => {
    while (underWay.length > 0) {
      const some = underWay;
      underWay = [];
      await Promise.all(some);
    }
  };

  it('cost one question however many workspaces are theirs, and one more for each in which something happened', async () => {
    const rung: string[] = [];
    for (const workspace of workspaces) {
      await hub.join(viewerIn(workspace), { ring: () => rung.push(workspace), end: () => undefined });
    }
    await settle();
    [reads, rung.length] = [0, 0];
    giveNotice();
    await settle();
    assert.deepEqual([reads, rung], [1, []]);
    await store.write('w7', (records) => records.skipPosition('w7'));
    giveNotice();
    await settle();
    assert.deepEqual([reads, rung], [3, ['w7']], 'a position without a change concerns everyone in its workspace');
    hub.end();
  });

  it('get their signs of life without a question', async () => {
    const person = { id: 'ada', workspace: 'w0', role: 'requester' as const };
    const clock = () => new Date();
    const until = new Date(Date.now() + 60_000);
    const stream = await openStream(
      {
        ...{ store, hub, clock, pingInterval: 1 },
        policyOf: () => Promise.resolve(defaultPolicy),
        viewerOf: () => viewerIn('w0'),
      },
      { person, until, lastEventId: undefined },
    );
    let written = '';
    const writer = {
      aborted: false,
      onAbort: (listener: () => void) => (abort = listener),
      abort() {
        this.aborted = true;
        abort();
      },
      write: (text: string) => Promise.resolve((written += text)),
    };
    let abort = () => {};
    const running = stream.run(writer);
    const signs = () => written.split(':\n\n').length - 1;
    while (signs() < 3) await sleep(1);
    const [before, sofar] = [reads, signs()];
    while (signs() < sofar + 10) await sleep(1);
    assert.equal(reads, before);
    writer.abort();
    await running;
    hub.end();
  });
});
