import { icon, make } from '../shared/dom.js';
import { writeDue, writeNumber } from '../shared/format.js';
import type { Cupping, GreenLot, Order, OrderState } from './overview.js';

const orderWords: Record<OrderState, string> = { packed: 'Packed', roasting: 'Roasting', planned: 'Planned', short: 'Short' };

/** Days of cover below which a lot is worth a look. */
const lowCover = 10;

export function showLots(body: HTMLElement, lots: GreenLot[]): void {
  body.replaceChildren(
    ...lots.map((lot) => {
      const low = lot.daysOfCover < lowCover;
      return make(
        'tr',
        {},
        make('th', { scope: 'row' }, make('strong', {}, lot.coffee), make('span', {}, `${lot.process}, ${lot.lot}`)),
        make('td', { class: 'number' }, bar(lot.leftKg, lot.boughtKg, low), `${writeNumber(lot.leftKg)} kg`),
        make('td', { class: 'number amount wide' }, `${lot.moisturePercent.toFixed(1)} %`),
        make(
          'td',
          { class: 'number amount', 'data-tone': low ? 'watch' : undefined },
          low && icon('watch'),
          `${lot.daysOfCover} days`,
        ),
      );
    }),
  );
}

export function showOrders(body: HTMLElement, orders: Order[], now: string): void {
  body.replaceChildren(
    ...orders.map((order) =>
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, make('strong', {}, order.customer), make('span', {}, order.contents)),
        make('td', { class: 'number wide' }, order.number),
        make(
          'td',
          { class: 'number wide' },
          bar(order.packedKg, order.kg, order.state === 'short'),
          `${order.packedKg} of ${order.kg} kg`,
        ),
        make('td', { class: 'due' }, writeDue(order.due, now)),
        make('td', {}, make('span', { class: 'state', 'data-order': order.state }, orderWords[order.state])),
      ),
    ),
  );
}

/** How much of a whole; the number stands beside it in words. */
function bar(value: number, whole: number, low: boolean): HTMLElement {
  const filled = make('span', {});
  filled.style.inlineSize = `${(value / whole) * 100}%`;
  return make('span', { class: 'bar', 'data-low': low, 'aria-hidden': 'true' }, filled);
}

export function showCuppings(list: HTMLElement, cuppings: Cupping[]): void {
  list.replaceChildren(
    ...cuppings.map((cupping) => {
      const below = cupping.score < cupping.target;
      return make(
        'li',
        {},
        make('strong', { class: 'score number', 'data-below': below }, cupping.score.toFixed(2)),
        make(
          'div',
          {},
          make('h3', {}, cupping.coffee, make('span', { class: 'quiet number' }, ` ${cupping.batch}`)),
          make('p', { class: 'quiet' }, cupping.notes),
          below && make('p', { class: 'below' }, `${(cupping.target - cupping.score).toFixed(2)} below its target`),
        ),
      );
    }),
  );
}
