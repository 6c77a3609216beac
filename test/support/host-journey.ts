import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { createStaffClient } from '@helpmark/client/staff';
import type { Browser } from 'playwright-core';
import { inPanel } from './e2e/preset-stage.js';
import { newJourney } from './e2e/journey.js';
import { launchPlaywright, openPlaywrightScreen } from './e2e/playwright-screen.js';
import type { Screen } from './e2e/screen.js';
import type { Host, RunningHost, Yard } from './hosts.js';
import { openYard, startHost } from './hosts.js';
import { addPage, buildPage, showInteroperability } from './interop.js';
import { weigh } from './loading-units.mjs';
import { hostsFolder } from './hosts-table.mjs';
import { mintToken } from './tokens.js';

const secret = 'a secret of the host examples and of nothing but those';
const subject = 'The invoice of May has the wrong address';
const answer = 'It goes to the new office from now on.';

/** How a host example is served. */
export interface Served {
  /** The folder in demo/hosts. */
  name: string;
  /** Its page's heading. */
  heading: string;
  /** What Node runs, in its own folder, where it has a server of its own. The Express example serves its built page otherwise. */
  server?: string[];
  /** Whether its compiler knows what may be set on a Helpmark tag. */
  typed?: boolean;
  /** Other versions of its framework, with which its elements are shown once more. */
  alsoWith?: string[];
}

/** Walks the same way through host examples, one after another: installed from tarballs, checked, built, and used in Chromium. */
export function walkThroughHosts(hosts: Served[]): void {
  let yard: Yard;
  let express: Host;
  let browser: Browser;
  before(async () => {
    yard = await openYard();
    express = await yard.prepare('express');
    browser = await launchPlaywright('chromium');
  });
  after(async () => {
    await browser?.close();
    await yard?.remove();
  });

  for (const served of hosts) {
    describe(`The host example ${served.name}`, () => {
      const step = newJourney();
      let host: Host;
      let running: RunningHost | undefined;
      let screen: Screen | undefined;
      const complaints: string[] = [];
      const bytes = { before: 0, journey: 0 };
      let scriptBytes = async () => 0;
      const record = join(hostsFolder, `${served.name}.json`);
      after(async () => {
        await screen?.close();
        await running?.close();
      });

      step('is built from the packages as they are published', async () => {
        rmSync(record, { force: true });
        host = await yard.prepare(served.name);
        await addPage(served.name, host);
        for (const name of ['check', 'build']) if (name in host.scripts) await host.script(name);
      });

      if (served.typed) {
        step('is told by its own compiler where a property has the wrong type', async () => {
          const complaint = await host.complaintAbout("id: 'ada'", 'id: 7', 'check');
          assert.match(complaint ?? 'no complaint', /number.*not assignable to type.*string/s);
        });
      }

      step('opens the form, and hears that it is open', async () => {
        const words = served.server ?? [join(express.folder, 'server.mjs'), 'dist'];
        running = await startHost(host.folder, words, secret);
        screen = await openPlaywrightScreen(browser, 'Chromium');
        const [page] = browser.contexts().at(-1)!.pages();
        page!.on('pageerror', (error) => complaints.push(String(error)));
        page!.on('console', (line) => {
          if (/error|warning/.test(line.type())) complaints.push(`${line.text()} ${line.location().url}`);
        });
        const scripts: Promise<number>[] = [];
        page!.on('response', (response) => {
          if (response.request().resourceType() === 'script') scripts.push(response.body().then(weigh, () => 0));
        });
        scriptBytes = async () => (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
        await screen.open(running.url);
        await screen.see({ role: 'heading', name: served.heading });
        await screen.seeText('Help is closed');
        bytes.before = await scriptBytes();
        await screen.click({ role: 'button', name: 'Help' });
        await screen.see(inPanel.heading('How can we help?'));
        await screen.seeText('Help is open');
      });

      step('sends a ticket', async () => {
        await screen!.choose(inPanel.list(/^What is it about/), 'Billing');
        await screen!.fill(inPanel.field(/^Summary/), subject);
        await screen!.fill(inPanel.field(/^Details/), 'It should go to the new office.');
        await screen!.fill(inPanel.field(/^Impact/), 'Accounting cannot book it.');
        await screen!.check(inPanel.option('No', /^Is work held up/));
        await screen!.fill(inPanel.field(/^Urgency/), 'By the end of the month.');
        await screen!.click(inPanel.button('Send ticket'));
        await screen!.seeText('Sent. Your number is HM-000001.');
      });

      step('shows the answer of staff while the person looks', async () => {
        const staff = createStaffClient({
          baseUrl: `${running!.url}/support`,
          person: { workspace: 'acme', id: 'sam' },
          getToken: () => mintToken({ id: 'sam', name: 'Sam', role: 'staff' }, new Date(), {}, secret),
        });
        const { items } = await staff.tickets.list();
        assert.deepEqual(
          items.map((ticket) => [ticket.subject, ticket.requester.id]),
          [[subject, 'ada']],
        );
        await staff.messages.create(items[0]!.id, { body: answer, visibility: 'public' });
        await screen!.seeText(answer);
      });

      step('hears that it is closed, and nothing was written to the console on the way', async (test) => {
        await screen!.press('Escape');
        await screen!.seeText('Help is closed');
        assert.deepEqual(complaints, []);
        bytes.journey = (await scriptBytes()) - bytes.before;
        test.diagnostic(`${served.name}: ${bytes.before} bytes of script, then ${bytes.journey}, each file in brotli`);
      });

      /** Builds the page that shows all of it, and goes through it. */
      const showElements = async () => {
        const { path, served: folder } = await buildPage(served.name, host);
        const own = folder ? await startHost(folder, [join(express.folder, 'server.mjs'), '.'], secret) : undefined;
        const page = await browser.newPage();
        try {
          await page.goto(`${(own ?? running!).url}${path}`);
          await showInteroperability(page, served.name === 'plain');
        } finally {
          await page.close();
          await own?.close();
        }
      };
      step(
        'hands attributes, properties, events and children on, also to a button that is defined late, leaves and returns',
        showElements,
      );
      if (served.alsoWith) {
        step(`does so with ${served.alsoWith[0]} too`, async () => {
          await host.install(...served.alsoWith!);
          await showElements();
        });
      }
      step('is counted among those that passed', () => {
        const { scripts, versions } = host;
        mkdirSync(hostsFolder, { recursive: true });
        writeFileSync(record, JSON.stringify({ ...served, scripts, versions, bytes }));
      });
    });
  }
}
