import { draw } from '../shared/dom.js';
import { writeDuration } from '../shared/format.js';
import type { Roast } from './overview.js';

const height = 300;
const inset = { left: 38, right: 12, top: 26, bottom: 26 };
const coolest = 80;
const hottest = 230;

/**
 * Draws a roast's temperature so far against its profile, with its marks. The picture's text says the same in words.
 *
 * @param width - CSS pixels, so that letters and lines keep their size in every window.
 */
export function drawRoastChart(roast: Roast, width: number): SVGSVGElement {
  const end = Math.max(roast.reference.at(-1)![0], roast.elapsed);
  const x = (second: number) => inset.left + (second / end) * (width - inset.left - inset.right);
  const y = (degrees: number) =>
    inset.top + (1 - (degrees - coolest) / (hottest - coolest)) * (height - inset.top - inset.bottom);
  const path = (points: [number, number][]) =>
    points.map(([second, degrees], at) => `${at ? 'L' : 'M'}${x(second).toFixed(1)} ${y(degrees).toFixed(1)}`).join('');

  const floor = y(coolest);
  const now = roast.measured.at(-1)!;
  const area = `${path(roast.measured)}L${x(now[0])} ${floor}L${x(0)} ${floor}Z`;
  const degreeLines = [100, 140, 180, 220].flatMap((degrees) => [
    draw('line', { class: 'rule', x1: inset.left, x2: width - inset.right, y1: y(degrees), y2: y(degrees) }),
    draw('text', { class: 'scale', x: inset.left - 8, y: y(degrees) + 4, 'text-anchor': 'end' }, `${degrees}°`),
  ]);
  const minutes = Array.from({ length: Math.floor(end / 120) }, (_, at) => (at + 1) * 120).map((second) =>
    draw('text', { class: 'scale', x: x(second), y: height - 6, 'text-anchor': 'middle' }, `${second / 60} min`),
  );
  const marks = roast.marks.flatMap((mark) => [
    draw('line', {
      class: mark.expected ? 'mark expected' : 'mark',
      x1: x(mark.at),
      x2: x(mark.at),
      y1: inset.top - 6,
      y2: floor,
    }),
    draw(
      'text',
      {
        class: mark.expected ? 'mark-name expected' : 'mark-name',
        x: x(mark.at),
        y: inset.top - 12,
        'text-anchor': mark.at > end * 0.9 ? 'end' : 'middle',
      },
      // Where names would run into one another, what has not happened yet goes without.
      mark.expected && width < 480 ? '' : mark.label,
    ),
  ]);

  return draw(
    'svg',
    { class: 'roast-chart', viewBox: `0 0 ${width} ${height}`, height, role: 'img', 'aria-label': describe(roast) },
    ...degreeLines,
    ...minutes,
    ...marks,
    draw('path', { class: 'area', d: area }),
    draw('path', { class: 'reference', d: path(roast.reference) }),
    draw('path', { class: 'measured', d: path(roast.measured) }),
    draw('circle', { class: 'halo', cx: x(now[0]), cy: y(now[1]), r: 11 }),
    draw('circle', { class: 'point', cx: x(now[0]), cy: y(now[1]), r: 5 }),
  );
}

function describe(roast: Roast): string {
  const reached = roast.marks.map(({ label, at, expected }) => `${label} ${expected ? 'expected ' : ''}at ${writeDuration(at)}`);
  return `Bean temperature of ${roast.batch} in ${roast.drum}: ${roast.measured.at(-1)![1]} °C after ${writeDuration(roast.elapsed)}. ${reached.join(', ')}.`;
}
