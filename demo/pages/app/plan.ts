import { make } from '../shared/dom.js';
import { writeTime } from '../shared/format.js';
import type { BatchState, Schedule, ScheduledBatch } from './overview.js';

const stateWords: Record<BatchState, string> = { done: 'done', roasting: 'roasting now', planned: 'planned', held: 'held' };
const hour = 3_600_000;

/** Shows the day as one lane a drum, with a line at now. Places are percentages of the day that the plan spans. */
export function showPlan(place: HTMLElement, schedule: Schedule, now: string): void {
  const from = Date.parse(schedule.from);
  const to = Date.parse(schedule.to);
  const part = (moment: number) => `${((moment - from) / (to - from)) * 100}%`;

  const firstHour = Math.ceil(from / hour) * hour;
  const hours = Array.from({ length: Math.ceil((to - firstHour) / hour) }, (_, at) => firstHour + at * hour);
  const scale = make('div', { class: 'hours number', 'aria-hidden': 'true' });
  for (const moment of hours) {
    const label = make('span', {}, writeTime(moment));
    label.style.insetInlineStart = part(moment);
    scale.append(label);
  }
  const nowLine = make('div', { class: 'now number' }, make('span', {}, `Now ${writeTime(now)}`));
  nowLine.style.insetInlineStart = part(Date.parse(now));

  const lanes = schedule.drums.map((drum) => {
    const list = make('ol', { 'aria-label': `Batches of ${drum.name}` });
    for (const batch of drum.batches) {
      const item = describeBatch(batch);
      item.style.insetInlineStart = part(Date.parse(batch.from));
      item.style.inlineSize = `calc(${((Date.parse(batch.to) - Date.parse(batch.from)) / (to - from)) * 100}% - 3px)`;
      list.append(item);
    }
    return make(
      'div',
      { class: 'lane' },
      make('h3', {}, drum.name, make('span', { class: 'quiet' }, ` ${drum.capacityKg} kg`)),
      list,
    );
  });
  place.replaceChildren(make('div', { class: 'lane-scale' }, scale, nowLine), ...lanes);
}

/** Brings now to the middle where the plan is wider than the window. It has to be on screen for that. */
export function scrollPlanToNow(place: HTMLElement): void {
  const scroller = place.parentElement!;
  const line = place.querySelector<HTMLElement>('.now')!;
  scroller.scrollLeft = line.offsetLeft - scroller.clientWidth / 3;
}

function describeBatch(batch: ScheduledBatch): HTMLElement {
  return make(
    'li',
    { 'data-state': batch.state },
    make('strong', {}, batch.coffee),
    make('span', { class: 'number' }, `${batch.kg} kg`),
    make(
      'span',
      { class: 'hidden-text' },
      `, ${batch.batch}, ${writeTime(batch.from)} to ${writeTime(batch.to)}, ${stateWords[batch.state]}`,
    ),
  );
}
