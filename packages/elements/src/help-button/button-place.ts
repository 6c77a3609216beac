import { html, render } from 'lit';
import { LocaleController } from '../controllers/locale-controller.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import { learnPlaces } from '../help-panel/places.styles.js';
import { enMovable } from '../locales/en-movable.js';
import { ButtonMovedEvent } from './help-button.events.js';
import type { HelpButtonElement } from './help-button.js';

/** In the order in which the panel's own button goes through them: around the window. */
const corners = ['bottom-end', 'bottom-start', 'top-start', 'top-end'];
/** How far a pointer goes before it draws the button along: whoever presses it trembles, too. In CSS pixels. */
const threshold = 6;
/** What stays between button and window, in CSS pixels. */
const edge = 4;

/** Opens the panel where its button says: at its corner, and in the mode that it names. Both may change at any time. */
export function placePanel(button: HelpButtonElement, panel: HelpPanelElement): void {
  const take = () => {
    for (const name of ['mode', 'corner']) {
      const value = button.getAttribute(name);
      if (value === null) panel.removeAttribute(name);
      else panel.setAttribute(name, value);
    }
  };
  take();
  new MutationObserver(take).observe(button, { attributeFilter: ['mode', 'corner'] });
  void panel.updateComplete.then(() => learnPlaces(panel));
  if (button.hasAttribute('movable')) letMove(button, panel);
}

/**
 * Lets the person draw the button out of the way, and send it from corner to corner by a button in the panel: nobody has to be able to
 * draw. It stays where it was put until the page is left; the page hears of it and may keep it.
 */
function letMove(button: HelpButtonElement, panel: HelpPanelElement): void {
  const round = button.shadowRoot!.querySelector('button')!;
  const cornerNow = () => button.getAttribute('corner') ?? corners[0]!;
  const place = (corner: string, offsets: { block?: number; inline?: number } = {}) => {
    button.setAttribute('corner', corner);
    const keep = (name: string, pixels: number | undefined) =>
      button.style.setProperty(name, pixels === undefined ? '' : `${pixels}px`);
    keep('--hm-help-button-offset-block', offsets.block);
    keep('--hm-help-button-offset-inline', offsets.inline);
    return () => button.dispatchEvent(new ButtonMovedEvent(corner, offsets));
  };
  letDraw(round, (x, y) => {
    const { direction } = getComputedStyle(round);
    const [left, right] = distances(x, innerWidth - round.offsetWidth);
    const [top, bottom] = distances(y, innerHeight - round.offsetHeight);
    const [start, end] = direction === 'rtl' ? [right, left] : [left, right];
    const corner = `${top < bottom ? 'top' : 'bottom'}-${start < end ? 'start' : 'end'}`;
    return place(corner, { block: Math.min(top, bottom), inline: Math.min(start, end) });
  });
  addMoveButton(panel, () => place(corners[(corners.indexOf(cornerNow()) + 1) % corners.length]!)());
}

/** How far a place is from both ends of the room, in whole pixels, and inside it. */
function distances(place: number, room: number): [number, number] {
  const from = Math.round(Math.max(edge, Math.min(place, room - edge)));
  return [from, room - from];
}

/** @param move - Takes where the button's own corner is drawn to, and gives what tells of it at the end. */
function letDraw(round: HTMLElement, move: (x: number, y: number) => () => void): void {
  let tell: (() => void) | undefined;
  // A finger would scroll the page instead. Written by script, since a page's policy may forbid a style attribute.
  round.style.touchAction = 'none';
  round.addEventListener('pointerdown', (down) => {
    const { left, top } = round.getBoundingClientRect();
    tell = undefined;
    const ended = new AbortController();
    const { signal } = ended;
    round.setPointerCapture(down.pointerId);
    const follow = ({ clientX, clientY }: PointerEvent) => {
      if (tell || Math.hypot(clientX - down.clientX, clientY - down.clientY) > threshold) {
        tell = move(left + clientX - down.clientX, top + clientY - down.clientY);
      }
    };
    round.addEventListener('pointermove', follow, { signal });
    round.addEventListener('lostpointercapture', () => (ended.abort(), tell?.()), { signal });
  });
  // The press that ends a drawing opens nothing.
  const swallow = (event: Event) => {
    if (tell) event.stopImmediatePropagation();
    tell = undefined;
  };
  round.addEventListener('click', swallow, true);
}

/** Adds a button to the panel's header, in the panel's language. */
function addMoveButton(panel: HelpPanelElement, run: () => void): void {
  const locale = new LocaleController(panel, enMovable);
  const mover = document.createElement('button');
  mover.className = 'plain icon';
  mover.addEventListener('click', run);
  render(
    html`<svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"></path>
    </svg>`,
    mover,
  );
  const hostUpdated = () => {
    mover.ariaLabel = locale.term('moveButton');
    if (mover.isConnected) return;
    const header = panel.renderRoot.querySelector('.header')!;
    header.insertBefore(mover, header.lastElementChild);
  };
  panel.addController({ hostUpdated });
  panel.requestUpdate();
}
