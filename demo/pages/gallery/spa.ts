import { byId, make } from '../shared/dom.js';
import type { HelpButton } from './host.js';
import { embed } from './host.js';

const places: Record<string, [title: string, words: string]> = {
  '/gallery/spa': ['Overview', 'Three batches are in the drums.'],
  '/gallery/spa/orders': ['Orders', 'Nothing is late.'],
  '/gallery/spa/kiosk': ['Kiosk', 'For the hall: nobody writes from here.'],
};

/** Draws the place of an address, as a router does: the button goes where it is not wanted, and a new one comes after it. */
function draw(): void {
  const [title, words] = places[location.pathname] ?? ['Nowhere', 'There is no such place.'];
  document.title = `${title} · Gallery`;
  byId('place', HTMLElement).replaceChildren(make('h2', {}, title), make('p', {}, words));
  const button = document.querySelector('hm-help-button');
  if (title === 'Kiosk') button?.remove();
  else if (!button) {
    const made = document.createElement('hm-help-button') as unknown as HelpButton;
    made.setAttribute('base-url', '/support');
    document.body.append(made);
    void embed(made);
  }
}

addEventListener('popstate', draw);
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/gallery/spa"]');
  if (!link) return;
  event.preventDefault();
  history.pushState(undefined, '', link.href);
  draw();
});
draw();
