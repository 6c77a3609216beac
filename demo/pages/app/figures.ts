import { draw, icon, make } from '../shared/dom.js';
import type { Alert, Figure, Tone } from './overview.js';

/** The words that go with a tone's icon and colour. */
const toneWords: Record<Tone, string> = { good: 'Good', watch: 'Worth a look', trouble: 'Trouble' };

/** An icon that says a tone, with its word for those who do not see it. */
function toneMark(tone: Tone): HTMLElement {
  return make('span', { class: 'tone' }, icon(tone), make('span', { class: 'hidden-text' }, toneWords[tone]));
}

export function showFigures(list: HTMLElement, figures: Figure[]): void {
  list.replaceChildren(
    ...figures.map((figure) =>
      make(
        'li',
        { class: 'card figure', 'data-tone': figure.tone },
        make('h2', {}, figure.label),
        make(
          'p',
          { class: 'value number' },
          make('strong', {}, figure.value),
          figure.unit ? make('span', {}, ` ${figure.unit}`) : undefined,
        ),
        sparkline(figure.trend),
        make('p', { class: 'note' }, toneMark(figure.tone), make('span', {}, figure.note)),
      ),
    ),
  );
}

/** The last days as a line without axes: the shape is all it says, and the number stands beside it. */
function sparkline(trend: number[]): SVGSVGElement {
  const [width, height, edge] = [96, 36, 4];
  const low = Math.min(...trend);
  const span = Math.max(...trend) - low || 1;
  const points = trend.map((value, at) => [
    edge + (at / (trend.length - 1)) * (width - 2 * edge),
    height - edge - ((value - low) / span) * (height - 2 * edge),
  ]);
  const [lastX, lastY] = points.at(-1)!;
  return draw(
    'svg',
    { class: 'sparkline', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    draw('polyline', { points: points.map((point) => point.join()).join(' ') }),
    draw('circle', { cx: lastX, cy: lastY, r: 3.5 }),
  );
}

export function showAlerts(list: HTMLElement, alerts: Alert[]): void {
  list.replaceChildren(
    ...alerts.map((alert) =>
      make(
        'li',
        { 'data-tone': alert.tone },
        toneMark(alert.tone),
        make('div', {}, make('h3', {}, alert.title), make('p', {}, alert.detail)),
      ),
    ),
  );
}
