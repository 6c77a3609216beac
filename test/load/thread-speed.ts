// `npm run test:thread`: how a thread of 5,000 messages opens, grows and scrolls on a processor a quarter as fast, in turns with the
// plainest list that draws a part only, and with a thread of 50. HELPMARK_ROUNDS says how often (15).
import assert from 'node:assert/strict';
import type { PolicyAnswer, TimelineItem } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type {} from '@helpmark/elements';
import { callOf } from '../support/e2e/page-scripts.js';
import { launchPlaywright } from '../support/e2e/playwright-screen.js';
import { startPreset } from '../support/e2e/preset-stage.js';

/** Milliseconds that each round took, and elements that were drawn at most. */
interface Figures {
  open: number[];
  append: number[];
  /** The longest times between two frames while it is scrolled. */
  frames: number[];
  elements: number;
}

/**
 * In the page: opens a list of messages at its end, adds some, and scrolls up, over and over; the thread's timeline and the plainest
 * list that draws a part only, in turns. That one knows the height of its rows and draws nothing but a name and a text.
 */
async function race(count: number, rounds: number): Promise<{ timeline: Figures; plain: Figures; same: Figures }> {
  const text = (at: number) => `Message ${at}. ${'It goes on for a while. '.repeat(at % 7)}`;
  const message = (at: number): TimelineItem => ({
    kind: 'message',
    id: `item-${at}`,
    author: { id: 'sam', role: 'staff', name: 'Sam' },
    visibility: 'public',
    body: text(at),
    attachments: [],
    createdAt: new Date(Date.UTC(2026, 10, 20) + at * 60_000).toISOString(),
  });
  const known = (globalThis as unknown as { known: PolicyAnswer }).known;

  /** A list as it stands in a box that scrolls. */
  interface Contender {
    element: HTMLElement;
    fill: (items: TimelineItem[]) => void;
    /** The lower edge of the newest message; nothing until it is drawn. */
    newest: (id: string) => Element | null;
    count: () => number;
  }

  const timeline = (): Contender => {
    const element = document.createElement('hm-ticket-timeline');
    element.known = known;
    return {
      element,
      fill: (items) => {
        const first = element.items.length === 0;
        element.items = items;
        if (first) element.begin();
      },
      newest: (id) => element.shadowRoot?.querySelector(`[data-key=${id}]`) ?? null,
      count: () => element.shadowRoot!.querySelectorAll('*').length,
    };
  };

  const plain = (): Contender => {
    const height = 96;
    const element = document.createElement('div');
    const list = document.createElement('div');
    element.append(list);
    let items: TimelineItem[] = [];
    const draw = () => {
      const box = element.parentElement!;
      const first = Math.max(0, Math.floor(box.scrollTop / height) - 4);
      const last = Math.min(items.length, first + Math.ceil(box.clientHeight / height) + 8);
      list.style.paddingBlock = `${first * height}px ${(items.length - last) * height}px`;
      list.replaceChildren(
        ...items.slice(first, last).map((item) => {
          const row = document.createElement('article');
          const name = document.createElement('h4');
          const words = document.createElement('p');
          row.id = item.id;
          row.style.cssText = `block-size: ${height}px; overflow: hidden`;
          name.textContent = 'Sam';
          words.textContent = item.kind === 'message' ? item.body : '';
          row.append(name, words);
          return row;
        }),
      );
    };
    return {
      element,
      fill: (all) => {
        const first = items.length === 0;
        items = all;
        const box = element.parentElement!;
        if (first) box.addEventListener('scroll', draw, { passive: true });
        list.style.paddingBlock = `${items.length * height}px 0`;
        box.scrollTop = box.scrollHeight;
        draw();
      },
      newest: (id) => element.querySelector(`#${id}`),
      count: () => element.querySelectorAll('*').length,
    };
  };

  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const painted = async () => {
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
  };

  const one = async (make: () => Contender, size: number, figures: Figures) => {
    const box = document.createElement('div');
    box.style.cssText = 'block-size: 480px; inline-size: 400px; overflow: auto';
    document.body.append(box);
    const items = Array.from({ length: size }, (_, at) => message(at));
    const contender = make();
    const shown = async (id: string) => {
      for (let look = 0; look < 300; look += 1) {
        await painted();
        const edge = contender.newest(id)?.getBoundingClientRect();
        const view = box.getBoundingClientRect();
        if (edge && edge.bottom <= view.bottom + 2 && edge.bottom > view.top) return;
      }
      throw new Error(`${contender.element.localName} never shows ${id}.`);
    };
    await painted();
    let begun = performance.now();
    box.append(contender.element);
    contender.fill(items);
    await shown(`item-${size - 1}`);
    figures.open.push(performance.now() - begun);
    for (let more = 0; more < 3; more += 1) {
      await painted();
      begun = performance.now();
      items.push(message(size + more));
      contender.fill([...items]);
      await shown(`item-${size + more}`);
      figures.append.push(performance.now() - begun);
    }
    figures.elements = Math.max(figures.elements, contender.count());
    let last = await frame();
    for (let at = 0; at < 20; at += 1) {
      box.scrollTop -= 180;
      const now = await frame();
      figures.frames.push(now - last);
      last = now;
      figures.elements = Math.max(figures.elements, contender.count());
    }
    box.remove();
  };

  const none = (): Figures => ({ open: [], append: [], frames: [], elements: 0 });
  const figures = { timeline: none(), plain: none(), same: none() };
  for (let round = -1; round < rounds; round += 1) {
    // The first round warms all of them up.
    const into = round < 0 ? { timeline: none(), plain: none(), same: none() } : figures;
    await one(timeline, count, into.timeline);
    await one(plain, count, into.plain);
    await one(timeline, 50, into.same);
  }
  return figures;
}

const quantile = (values: number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * share)]!;

const rounds = Number(process.env.HELPMARK_ROUNDS ?? 15);
const stage = await startPreset(defaultPolicy);
const browser = await launchPlaywright('chromium');
try {
  const page = await browser.newPage();
  await page.goto(stage.url);
  await page.evaluate(async () => {
    const button = document.querySelector('hm-help-button')!;
    await button.show();
    const { client } = button.shadowRoot!.querySelector('hm-help-panel')!;
    const known = await client!.policy.get();
    await button.show({ ticket: 'none' });
    await customElements.whenDefined('hm-ticket-timeline');
    await button.hide();
    Object.assign(globalThis, { known });
  });
  // Only Chromium can be slowed down.
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const { timeline, plain, same } = await page.evaluate<Awaited<ReturnType<typeof race>>>(callOf(race, `5000, ${rounds}`));
  const tell = (what: string, share: number, of: (figures: Figures) => number[]) => {
    const [own, least, fifty] = [timeline, plain, same].map((figures) => quantile(of(figures), share)) as [
      number,
      number,
      number,
    ];
    console.log(
      `${what}: ${own.toFixed(1)} ms; the plainest list ${least.toFixed(1)} ms (${(own / least).toFixed(1)} times), ` +
        `a thread of 50 ${fifty.toFixed(1)} ms (${(own / fifty).toFixed(1)} times)`,
    );
  };
  tell('open', 0.5, ({ open }) => open);
  tell('append one', 0.5, ({ append }) => append);
  tell('the slowest fiftieth of frames', 0.98, ({ frames }) => frames);
  console.log(`elements drawn at most: ${timeline.elements}`);
  assert.ok(timeline.elements <= 150);
} finally {
  await browser.close();
  await stage.close();
}
