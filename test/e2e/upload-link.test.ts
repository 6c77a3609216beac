import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Ticket, UploadLink } from '@helpmark/schema';
import type { Browser, Page } from 'playwright-core';
import { launchPlaywright } from '../support/e2e/playwright-screen.js';
import { engineNames, wantedEngines } from '../support/browsers.mjs';
import { testFile } from '../support/files.js';
import { sampleTicket } from '../support/handler.js';
import type { TestServer } from '../support/server.js';
import { startTestServer } from '../support/server.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// The page is plain markup and a script that no engine treats in a way of its own: one is enough.
if (wantedEngines().includes('chromium')) {
  describe(`The page of an upload link in ${engineNames.chromium}`, () => {
    const lines: string[] = [];
    let server: TestServer;
    let browser: Browser;
    let page: Page;
    let ticket: string;
    before(async () => {
      server = await startTestServer({ basePath: '/support', log: (entry) => lines.push(JSON.stringify(entry)) });
      const { body } = await call<Ticket>('ada', 'POST', '/v1/tickets', sampleTicket());
      ticket = `/v1/tickets/${body.id}`;
      browser = await launchPlaywright('chromium');
      page = await browser.newPage({ viewport: { width: 375, height: 700 } });
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    const call = async <T>(id: string, method: string, path: string, body?: object) => {
      const headers: Record<string, string> = {
        authorization: `Bearer ${await server.tokenFor({ id, role: id === 'sam' ? 'staff' : 'requester' })}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      };
      const response = await fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      return { status: response.status, body: (await response.json()) as T };
    };
    const link = async () => (await call<UploadLink>('sam', 'POST', `${ticket}/upload-links`, {})).body;
    const filesFor = async (id: string) => (await call<Ticket>(id, 'GET', ticket)).body.attachments ?? [];
    const choose = (name: string) => {
      const { bytes } = testFile();
      return page.getByLabel('File').setInputFiles({ name, mimeType: 'image/png', buffer: bytes });
    };

    it('[4-106] takes a file once, by keyboard alone, and the token is in no address, request, storage or log', async () => {
      const { path, token } = await link();
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(server.url + path);
      await page.getByLabel('File').waitFor();
      assert.equal(page.url(), `${server.url}/v1/upload-links`);
      assert.equal(await page.getByLabel('Code').isVisible(), false);

      const faults = await page.evaluate(`${axe}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`);
      assert.deepEqual(faults, []);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Choose the file that support asked for.').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'file');

      await choose("Ada's pass (1).png");
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText("Ada's pass (1).png has arrived. You can close this page.").waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'status');
      assert.deepEqual(
        (await filesFor('sam')).map(({ name, state, visibility }) => [name, state, visibility]),
        [["Ada's pass (1).png", 'ready', 'internal']],
      );
      assert.deepEqual(await filesFor('ada'), []);

      const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
      for (const place of [...asked, ...lines, stored, page.url()]) assert.ok(!place.includes(token), place);
      assert.ok(asked.length > 3 && asked.every((address) => address.startsWith(server.url)), asked.join());
      assert.deepEqual(complaints, []);
    });

    it('says what to do where the link is over, the file is none that is taken, or there is no network', async () => {
      const { token } = await link();
      await page.goto(`${server.url}/v1/upload-links`);
      await page.getByLabel('Code').fill(`${token.slice(0, -3)}abc`);
      await choose('pass.png');
      await page.getByRole('button', { name: 'Send the file' }).click();
      await page.getByText('This link was used, has ended, or is not complete. Ask support for another one.').waitFor();

      await page.getByLabel('Code').fill(token);
      await page
        .getByLabel('File')
        .setInputFiles({ name: 'x.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
      await page.getByRole('button', { name: 'Send the file' }).click();
      await page.getByText('The file was not taken: files of its kind are not accepted here.').waitFor();
      assert.match((await page.locator('#status [lang=en]').textContent()) ?? '', /^A file of type/);

      await choose('pass.png');
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Send the file' }).click();
      await page.getByText('The file could not be sent. Look at your connection and try again.').waitFor();
      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Send the file' }).click();
      await page.getByText('pass.png has arrived.').waitFor();
      assert.equal((await filesFor('sam')).length, 2);
    });

    it('speaks the reader’s language, from right to left where that does', async () => {
      for (const [locale, lang, dir, label, arrived] of [
        ['de-AT', 'de', 'ltr', 'Datei', '«bidi».png ist angekommen. Sie können diese Seite schließen.'],
        ['ar', 'ar', 'rtl', 'الملف', 'وصل «bidi».png. يمكنك إغلاق هذه الصفحة.'],
      ] as const) {
        const own = await browser.newPage({ locale, viewport: { width: 375, height: 700 } });
        const { path } = await link();
        await own.goto(server.url + path);
        const { bytes } = testFile();
        await own.getByLabel(label, { exact: true }).setInputFiles({ name: '«bidi».png', mimeType: 'image/png', buffer: bytes });
        assert.deepEqual(await own.evaluate(() => [document.documentElement.lang, document.dir]), [lang, dir]);
        const faults = await own.evaluate(`${axe}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`);
        assert.deepEqual(faults, []);
        assert.ok(await own.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await own.locator('button').click();
        await own.getByText(arrived).waitFor();
        await own.close();
      }
    });
  });
}
