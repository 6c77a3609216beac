import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Message, Ticket, TimelinePage } from '@helpmark/schema';
import type { TestFile } from '../../../test/support/files.js';
import { offsetOf, sendBytes, testFile } from '../../../test/support/files.js';
import type { Caller } from '../../../test/support/handler.js';
import { callerOf, sampleTicket } from '../../../test/support/handler.js';
import { mintToken, secretOf } from '../../../test/support/tokens.js';

/** As it is built and published. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
/** `npm run test:long` asks for 200. */
const kills = Number(process.env.HELPMARK_KILLS ?? 10);
const writers = 4;
const partSize = 64 * 1024;

/** What the server acknowledged of one ticket. */
interface Acknowledged {
  ticket: Ticket;
  file: TestFile;
  /** Its bytes were all acknowledged. */
  isWhole: boolean;
}

describe('A server that is killed again and again', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-kills-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = async () => {
    const env = {
      PATH: process.env.PATH,
      HELPMARK_JWT_SECRET: secretOf('acme'),
      HELPMARK_DATABASE_URL: `file:${join(folder, 'helpmark.db')}`,
      HELPMARK_LIMITS: 'off',
      PORT: '0',
    };
    const child = spawn(process.execPath, [main], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += String(chunk);
        const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (address) resolve(address);
      });
      void ended.then(() => reject(new Error(`The server ended: ${output}`)));
    });
    const answer = (request: Request) => fetch(new Request(request.url.replace('http://helpmark.test', url), request));
    const caller = callerOf({ fetch: answer }, () => mintToken({ id: 'ada' }, new Date()));
    const stop = async (signal: NodeJS.Signals) => {
      child.kill(signal);
      await ended;
    };
    return { caller, stop };
  };

  /** Sends the parts of a file that the server has not, each acknowledged before the next. */
  const send = async (caller: Caller, id: string, { bytes }: TestFile): Promise<void> => {
    let at = await offsetOf(caller, id);
    assert.ok(at >= 0, `HEAD is answered with ${-at}`);
    while (at < bytes.length) {
      const { status } = await sendBytes(caller, id, bytes.subarray(at, at + partSize), at);
      assert.equal(status, 204);
      at += partSize;
    }
  };

  it(`keeps each acknowledged ticket once, with its first message and its file, through ${kills} kills`, async () => {
    const acknowledged: Acknowledged[] = [];
    /** Tickets whose answer was lost: sent again under the same key, as an outbox does. */
    const open: { key: string; file: TestFile; subject: string }[] = [];
    let count = 0;
    const fresh = () => {
      count += 1;
      return { key: `key-${count}`, subject: `Ticket ${count}`, file: testFile({ size: randomInt(1, 400_000) }) };
    };

    const write = async (caller: Caller): Promise<void> => {
      for (;;) {
        const next = open.shift() ?? fresh();
        const input = sampleTicket({ subject: next.subject, attachments: [next.file.manifest] });
        const { status, body } = await caller.post<Ticket>('/v1/tickets', input, { key: next.key }).catch((lost: unknown) => {
          open.push(next);
          throw lost;
        });
        assert.equal(status, 201);
        const entry = { ticket: body, file: next.file, isWhole: false };
        acknowledged.push(entry);
        await send(caller, body.attachments?.[0]?.id ?? '', next.file);
        entry.isWhole = true;
      }
    };

    for (let kill = 0; kill < kills; kill++) {
      const { caller, stop } = await start();
      const before = acknowledged.length;
      const work = Array.from({ length: writers }, () => write(caller));
      // Every writer ends by the kill; a wrong answer ends the test.
      const ended = Promise.allSettled(work);
      const enough = before + randomInt(1, 2 * writers);
      while (acknowledged.length < enough) await Promise.race([new Promise((resolve) => setTimeout(resolve, 5)), ended]);
      await stop('SIGKILL');
      for (const result of await ended) {
        assert.ok(
          result.status === 'rejected' && result.reason instanceof TypeError,
          String((result as PromiseRejectedResult).reason),
        );
      }
    }

    const { caller, stop } = await start();
    for (const { ticket, file, isWhole } of acknowledged) {
      const id = ticket.attachments?.[0]?.id ?? '';
      const { status, body } = await caller.get<Ticket>(`/v1/tickets/${ticket.id}`);
      assert.equal(status, 200);
      if (isWhole) assert.equal(body.attachments?.[0]?.state, 'ready');
      else await send(caller, id, file);
      const bytes = Buffer.from(await (await caller.raw(`/v1/attachments/${id}`)).arrayBuffer());
      assert.equal(createHash('sha256').update(bytes).digest('hex'), file.manifest.sha256);
      const { items } = (await caller.get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`)).body;
      const messages = items.filter((item): item is Message => item.kind === 'message');
      assert.deepEqual(
        messages.map((message) => [message.body, message.attachments.map((attachment) => attachment.id)]),
        [[sampleTicket().body, [id]]],
      );
    }
    const numbers = acknowledged.map(({ ticket }) => ticket.number);
    assert.equal(new Set(numbers).size, numbers.length, 'no ticket was made twice');
    const subjects = new Set(acknowledged.map(({ ticket }) => ticket.subject));
    assert.equal(subjects.size, numbers.length);
    await stop('SIGTERM');
  });
});
