import { make } from '../shared/dom.js';
import { writeDuration } from '../shared/format.js';
import type { Roast } from './overview.js';
import { drawRoastChart } from './roast-chart.js';

/** Shows one roast, and a choice of which. */
export function showRoasts(choice: HTMLElement, place: HTMLElement, roasts: Roast[]): void {
  const chart = make('div', { class: 'chart' });
  let shown = roasts[0];
  const show = () => {
    if (!shown) return;
    place.replaceChildren(...describeRoast(shown), make('figure', {}, chart, legend()));
    drawChart();
  };
  const drawChart = () => {
    if (shown && chart.clientWidth > 0) chart.replaceChildren(drawRoastChart(shown, chart.clientWidth));
  };
  for (const roast of roasts) {
    const input = make('input', { type: 'radio', name: 'drum', value: roast.drum, checked: roast === shown });
    input.addEventListener('change', () => {
      shown = roast;
      show();
    });
    choice.append(make('label', {}, input, roast.drum));
  }
  show();
  new ResizeObserver(drawChart).observe(chart);
}

function describeRoast(roast: Roast): Node[] {
  const temperature = roast.measured.at(-1)![1];
  const crack = roast.marks.find(({ label, expected }) => label === 'First crack' && !expected);
  const development = crack ? roast.elapsed - crack.at : undefined;
  const off = Math.abs(roast.deviation) > 3;
  return [
    make(
      'p',
      { class: 'roast-name' },
      make('strong', {}, roast.coffee),
      make('span', { class: 'quiet' }, ` ${roast.batch}, lot ${roast.lot}, ${roast.chargeKg}\u00a0kg. ${roast.profile}`),
    ),
    make(
      'dl',
      { class: 'readings number' },
      reading('Time', writeDuration(roast.elapsed)),
      reading('Bean', temperature.toFixed(1), '°C'),
      reading('Rise', roast.rateOfRise.toFixed(1), '°C/min'),
      reading('Against profile', `${roast.deviation > 0 ? '+' : '−'}${Math.abs(roast.deviation).toFixed(1)}`, '°C', off),
      development === undefined
        ? reading('Gas', String(roast.gasPercent), '%')
        : reading('Development', `${((development / roast.elapsed) * 100).toFixed(1)}`, '%'),
    ),
  ];
}

function reading(label: string, value: string, unit = '', off = false): HTMLElement {
  return make(
    'div',
    { 'data-off': off },
    make('dt', {}, label),
    make('dd', {}, make('strong', {}, value), unit ? make('span', {}, ` ${unit}`) : undefined),
  );
}

function legend(): HTMLElement {
  return make(
    'figcaption',
    { class: 'legend' },
    make('span', { 'data-line': 'measured' }, 'Bean temperature'),
    make('span', { 'data-line': 'reference' }, 'Profile'),
  );
}
