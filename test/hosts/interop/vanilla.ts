import '@helpmark/elements/status-badge/define';
import '@helpmark/elements/support-provider/define';
import '@helpmark/elements/ticket-timeline/define';
import { define, givenIn } from './given';

const one = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const hear = ({ type }: Event) => (one('#heard').textContent += ` ${type}`);

const help = document.createElement('hm-help-button');
const words = document.createElement('p');
words.slot = 'sign-in';
help.id = 'help';
help.append(words);
help.addEventListener('hm-panel-open', (event) => {
  event.preventDefault();
  hear(event);
});
const provider = document.createElement('hm-support-provider');
const badge = document.createElement('hm-status-badge');
const child = document.createElement('b');
const timeline = document.createElement('hm-ticket-timeline');
provider.id = 'provider';
badge.id = 'badge';
timeline.id = 'timeline';
badge.append(child);
provider.append(badge, timeline);
for (const name of ['lowerevent', 'camelEvent', 'kebab-event']) badge.addEventListener(name, hear);

let round = 0;
function draw() {
  const { label, person, prefill, getToken, items, odd } = givenIn(round);
  words.textContent = `Words ${round}`;
  child.textContent = `Child ${round}`;
  help.setAttribute('label', label);
  badge.setAttribute('label', label);
  provider.setAttribute('base-url', `/support-${round}`);
  Object.assign(help, { person, prefill, getToken });
  Object.assign(provider, { person, getToken });
  timeline.items = items;
  timeline.toggleAttribute('earlier', odd);
}
draw();
one('#place').append(provider, help);
one('#next').onclick = () => {
  round += 1;
  draw();
};
one('#toggle').onclick = () => {
  if (help.isConnected) one('#place').replaceChildren();
  else one('#place').append(provider, help);
};
one('#define').onclick = () => void define();
