// A page of a product whose host has its circumstances collected: what test/e2e/evidence.test.ts opens.
import { createClient } from '@helpmark/client';
import { captureContext } from '@helpmark/client/context';
import '@helpmark/elements/ticket-form/define';

const capture = captureContext({
  kinds: ['browser', 'viewport', 'time-zone', 'app-version', 'route', 'steps', 'console', 'requests'],
  appVersion: '4.12.0-of-the-product',
});
const client = createClient({
  baseUrl: '/support',
  person: { workspace: 'acme', id: 'ada' },
  getToken: async () => (await fetch('/token')).text(),
  capture,
});

/** A picture in which no two neighbours are alike, so that anything that shows of it is told from what covers it. */
const canvas = document.querySelector('canvas')!;
const context = canvas.getContext('2d')!;
const noise = context.createImageData(canvas.width, canvas.height);
for (let at = 0; at < noise.data.length; at += 4) noise.data.set([(at * 7) % 251, (at * 13) % 241, (at * 29) % 239, 255], at);
context.putImageData(noise, 0, 0);

// Each at once, not after a click: nobody's intent stands between what is planted and what is collected.
const form = document.createElement('hm-ticket-form');
form.client = client;
form.setAttribute('type', 'question');
document.querySelector('#support')!.append(form);
client.events.subscribe(() => {});

// What measures a capture begins one more: test/load/capture.ts.
Object.assign(window, { beginCapture: () => captureContext({ kinds: ['steps', 'console', 'requests'] }) });
