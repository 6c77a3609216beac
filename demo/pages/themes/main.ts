import '@helpmark/elements/define';
import type { SupportProviderElement } from '@helpmark/elements';
import type { Tokens } from '@helpmark/elements/contrast';
import { checkContrast, defaultTokens } from '@helpmark/elements/contrast';
import { byId, make } from '../shared/dom.js';
import { fetchSupportToken, readSession } from '../shared/session.js';
import { bothOf, themes, writeTheme } from './theme.js';

// Five finished themes, and an editor that begins with any of them. Everything that Helpmark draws on this page changes at once.

/** The colours that a theme usually has; `checkContrast` watches over all. */
const colors: [token: string, label: string][] = [
  ['--hm-color-accent', 'Accent'],
  ['--hm-color-on-accent', 'On accent'],
  ['--hm-color-surface', 'Surface'],
  ['--hm-color-surface-sunken', 'Sunken surface'],
  ['--hm-color-text', 'Text'],
  ['--hm-color-text-muted', 'Muted text'],
  ['--hm-color-line', 'Line'],
  ['--hm-color-control-line', 'Edge of controls'],
  ['--hm-color-danger', 'Danger'],
  ['--hm-color-success', 'Success'],
  ['--hm-color-warning', 'Warning'],
];

const measures: [token: string, label: string, unit: string, min: number, max: number, step: number][] = [
  ['--hm-radius', 'Corners', 'px', 0, 24, 1],
  ['--hm-density', 'Density', '', 0.7, 1.3, 0.05],
  ['--hm-font-size', 'Type size', 'px', 12, 20, 1],
  ['--hm-line-height', 'Line height', '', 1.3, 1.8, 0.05],
];

const fonts: [value: string, label: string][] = [
  [defaultTokens['--hm-font']!, 'The system’s'],
  ["'Noto Sans', 'Helvetica Neue', Arial, sans-serif", 'Sans serif'],
  ["'Noto Serif', 'Iowan Old Style', Georgia, serif", 'Serif'],
  ["ui-monospace, 'Noto Sans Mono', Menlo, Consolas, monospace", 'One width'],
];

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
let tokens: Tokens = {};

const valueOf = (token: string) => tokens[token] ?? defaultTokens[token] ?? '';

/** Shows a theme everywhere: on the elements, in the controls, as CSS and as a verdict. */
function show(next: Tokens): void {
  tokens = next;
  const css = writeTheme(tokens);
  sheet.replaceSync(css);
  byId('css', HTMLTextAreaElement).value = css;
  byId('copied', HTMLElement).textContent = '';
  for (const input of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-token]')) {
    const value = valueOf(input.dataset['token']!);
    const side = input.dataset['side'] as 'light' | 'dark' | undefined;
    input.value = side ? bothOf(value)[side] : input instanceof HTMLInputElement ? String(parseFloat(value)) : value;
    if (input instanceof HTMLInputElement && input.type === 'range') input.nextElementSibling!.textContent = value;
  }
  showVerdict();
}

function showVerdict(): void {
  const faults = checkContrast(tokens);
  const name = (token: string) => token.replace('--hm-color-', '').replaceAll('-', ' ');
  byId('verdict', HTMLElement).replaceChildren(
    faults.length === 0
      ? make('p', { class: 'passes' }, 'Everything stands out as WCAG 2.2 AA asks, in light and dark.')
      : make(
          'ul',
          {},
          ...faults.map(({ front, back, scheme, ratio, needed }) =>
            make('li', {}, `${scheme}: ${name(front)} on ${name(back)} has ${ratio} and needs ${needed}`),
          ),
        ),
  );
}

function change(token: string, value: string): void {
  show({ ...tokens, [token]: value });
}

function addControls(): void {
  byId('themes', HTMLElement).append(
    ...themes.map(({ name, about }, at) =>
      make(
        'label',
        {},
        make('input', { type: 'radio', name: 'theme', value: name, checked: at === 0 }),
        make('span', {}, make('strong', {}, name), make('small', {}, about)),
      ),
    ),
  );
  byId('colors', HTMLElement).append(
    ...colors.map(([token, label]) =>
      make(
        'p',
        {},
        make('span', {}, label),
        ...(['light', 'dark'] as const).map((side) => {
          const input = make('input', {
            type: 'color',
            'data-token': token,
            'data-side': side,
            'aria-label': `${label}, ${side}`,
          });
          input.addEventListener('input', () => {
            const both = { ...bothOf(valueOf(token)), [side]: input.value };
            change(token, `light-dark(${both.light}, ${both.dark})`);
          });
          return input;
        }),
      ),
    ),
  );
  byId('measures', HTMLElement).append(...measures.map(makeMeasure), makeFonts());
}

function makeMeasure([token, label, unit, min, max, step]: (typeof measures)[number]) {
  const input = make('input', { type: 'range', min, max, step, 'data-token': token, id: token });
  input.addEventListener('input', () => change(token, `${input.value}${unit}`));
  return make('p', {}, make('label', { for: token }, label), input, make('output', {}));
}

function makeFonts() {
  const token = '--hm-font';
  const known = [
    ...new Map([...fonts, ...themes.map(({ tokens: { [token]: own }, name }) => [own ?? '', name] as const)]).entries(),
  ];
  const select = make(
    'select',
    { 'data-token': token, id: token },
    ...known.filter(([value]) => value !== '').map(([value, label]) => make('option', { value }, fontLabel(value, label))),
  );
  select.addEventListener('change', () => change(token, select.value));
  return make('p', {}, make('label', { for: token }, 'Font'), select);
}

const fontLabel = (value: string, label: string) => fonts.find(([font]) => font === value)?.[1] ?? `As in ${label}`;

function start(): void {
  addControls();
  byId('editor', HTMLFormElement).addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    if (input.name === 'theme') show(themes.find(({ name }) => name === input.value)?.tokens ?? {});
    if (input.name === 'scheme') document.documentElement.dataset['theme'] = input.value;
  });
  byId('copy', HTMLButtonElement).addEventListener('click', () => {
    const css = byId('css', HTMLTextAreaElement);
    navigator.clipboard.writeText(css.value).then(
      () => (byId('copied', HTMLElement).textContent = 'Copied. Put it into a stylesheet of the page.'),
      () => {
        css.select();
        byId('copied', HTMLElement).textContent =
          'The browser does not let the page copy: the text is selected, copy it yourself.';
      },
    );
  });
  const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = scheme;
  document.querySelector<HTMLInputElement>(`[name=scheme][value=${scheme}]`)!.checked = true;
  show({});
}

start();
const person = await readSession();
const provider = document.querySelector<SupportProviderElement>('hm-support-provider')!;
provider.person = { workspace: person.workspace, id: person.id };
provider.getToken = fetchSupportToken;
const button = document.querySelector('hm-help-button')!;
button.setAttribute('base-url', '/support');
button.person = provider.person;
button.getToken = fetchSupportToken;
provider.addEventListener('hm-ticket-open', ({ ticket }) => {
  document.querySelector('hm-ticket-thread')!.ticketId = ticket;
  byId('thread-sheet', HTMLElement).hidden = false;
});
