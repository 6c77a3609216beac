import type { BatchState, Overview, ScheduledBatch } from '../../pages/app/overview.js';
import { around } from './clock.js';
import { drawRoast } from './curve.js';

/** A small roastery: one drum, a sample roaster, a shop of its own. */
export function fennelStreetOverview(now: Date): Overview {
  const { minutes, days, ...time } = around(now);
  const batch = (name: string, coffee: string, kg: number, from: number, length: number, state: BatchState): ScheduledBatch => ({
    batch: name,
    coffee,
    kg,
    from: minutes(from),
    to: minutes(from + length),
    state,
  });
  return {
    roastery: { name: 'Fennel Street Coffee', site: 'Fennel Street shop', plan: 'Studio' },
    now: time.now,
    figures: [
      {
        label: 'Roasted today',
        value: '54',
        unit: 'kg of 96',
        note: '4 of 7 batches, on plan',
        tone: 'good',
        trend: [72, 0, 84, 90, 66, 88, 54],
      },
      {
        label: 'Within profile',
        value: '91.7',
        unit: '%',
        note: 'Two batches of 24 off by more than 3\u00a0°C',
        tone: 'watch',
        trend: [95, 95, 93.4, 94, 92.8, 92.1, 91.7],
      },
      {
        label: 'Weight loss',
        value: '13.9',
        unit: '%',
        note: 'Level with your four-week average',
        tone: 'good',
        trend: [13.8, 13.8, 14, 13.9, 13.7, 13.9, 13.9],
      },
      {
        label: 'Due by tomorrow',
        value: '5',
        unit: 'orders',
        note: 'All of them covered by the plan',
        tone: 'good',
        trend: [3, 2, 4, 4, 6, 5, 5],
      },
    ],
    roasts: [
      {
        drum: 'The fifteen',
        batch: 'F-0873',
        coffee: 'Huehuetenango, washed',
        lot: 'GUA-0118',
        profile: 'Shop filter (v3)',
        chargeKg: 14,
        gasPercent: 63,
        elapsed: 431,
        marks: [
          { label: 'Turning point', at: 78 },
          { label: 'Yellow', at: 301 },
          { label: 'First crack', at: 508, expected: true },
          { label: 'Drop', at: 612, expected: true },
        ],
        ...drawRoast({
          profile: {
            charge: 192,
            turningPoint: { at: 78, temperature: 92 },
            end: { at: 612, temperature: 208 },
            steepness: 1.8,
          },
          elapsed: 431,
          drift: -2.8,
        }),
      },
      {
        drum: 'Sample roaster',
        batch: 'S-0214',
        coffee: 'Offer sample, Caranavi',
        lot: 'BOL-SAMPLE',
        profile: 'Sample, 100 g (v2)',
        chargeKg: 0.1,
        gasPercent: 44,
        elapsed: 268,
        marks: [
          { label: 'Turning point', at: 48 },
          { label: 'Yellow', at: 196 },
          { label: 'First crack', at: 352, expected: true },
          { label: 'Drop', at: 420, expected: true },
        ],
        ...drawRoast({
          profile: {
            charge: 178,
            turningPoint: { at: 48, temperature: 98 },
            end: { at: 420, temperature: 205 },
            steepness: 1.6,
          },
          elapsed: 268,
          drift: 0.4,
        }),
      },
    ],
    alerts: [
      {
        tone: 'watch',
        title: 'The fifteen runs 2.8\u00a0°C below its profile',
        detail: 'The gas pressure was 3\u00a0mbar lower than yesterday at the charge.',
      },
      {
        tone: 'watch',
        title: 'Lot GUA-0118 lasts nine more days',
        detail: 'Nothing is booked to replace it. Last year you bought again in this week.',
      },
      { tone: 'good', title: 'Five cuppings recorded this week', detail: 'Every batch that left the shop has a score.' },
    ],
    schedule: {
      from: minutes(-184),
      to: minutes(206),
      drums: [
        {
          name: 'The fifteen',
          capacityKg: 15,
          batches: [
            batch('F-0870', 'Window Seat Espresso', 15, -172, 44, 'done'),
            batch('F-0871', 'Yirga Kochere', 12, -118, 42, 'done'),
            batch('F-0872', 'Yirga Kochere', 12, -62, 42, 'done'),
            batch('F-0873', 'Huehuetenango', 14, -8, 42, 'roasting'),
            batch('F-0874', 'Huehuetenango', 14, 50, 42, 'planned'),
            batch('F-0875', 'Sleeper Decaf', 14, 108, 46, 'planned'),
          ],
        },
        {
          name: 'Sample roaster',
          capacityKg: 1,
          batches: [
            batch('S-0213', 'Offer sample, Yungas', 0.1, -66, 40, 'done'),
            batch('S-0214', 'Offer sample, Caranavi', 0.1, -5, 40, 'roasting'),
            batch('S-0215', 'Arrival, YIR-0121', 0.1, 70, 40, 'held'),
          ],
        },
      ],
    },
    lots: [
      {
        lot: 'GUA-0118',
        coffee: 'Huehuetenango',
        process: 'Washed',
        leftKg: 118,
        boughtKg: 690,
        daysOfCover: 9,
        moisturePercent: 11,
      },
      {
        lot: 'ETH-0120',
        coffee: 'Yirga Kochere',
        process: 'Washed',
        leftKg: 342,
        boughtKg: 600,
        daysOfCover: 28,
        moisturePercent: 10.7,
      },
      {
        lot: 'BRA-0116',
        coffee: 'Mogiana',
        process: 'Pulped natural',
        leftKg: 455,
        boughtKg: 900,
        daysOfCover: 26,
        moisturePercent: 11.5,
      },
      {
        lot: 'PER-0112',
        coffee: 'Cajamarca Decaf',
        process: 'Water',
        leftKg: 88,
        boughtKg: 240,
        daysOfCover: 19,
        moisturePercent: 10.4,
      },
    ],
    orders: [
      {
        number: '1204',
        customer: 'Shop shelf',
        contents: 'Five coffees, 250 g bags',
        kg: 18,
        packedKg: 18,
        due: days(0),
        state: 'packed',
      },
      {
        number: '1205',
        customer: 'Café Almanac',
        contents: 'Window Seat Espresso, 1\u00a0kg bags',
        kg: 20,
        packedKg: 12,
        due: days(0),
        state: 'roasting',
      },
      {
        number: '1207',
        customer: 'Sunday market stall',
        contents: 'Huehuetenango, 250 g bags',
        kg: 12,
        packedKg: 0,
        due: days(1),
        state: 'planned',
      },
      {
        number: '1208',
        customer: 'Letterpress Studio',
        contents: 'Sleeper Decaf, 1\u00a0kg bags',
        kg: 4,
        packedKg: 0,
        due: days(2),
        state: 'planned',
      },
    ],
    cuppings: [
      { batch: 'F-0872', coffee: 'Yirga Kochere', score: 88, target: 87, notes: 'Bergamot, lemon curd, honeysuckle' },
      { batch: 'F-0870', coffee: 'Window Seat', score: 84.25, target: 84, notes: 'Dark chocolate, orange peel' },
      { batch: 'S-0213', coffee: 'Yungas sample', score: 85.5, target: 85, notes: 'Red apple, caramel, clean finish' },
    ],
    usage: { label: 'Curve analyses this month', used: 286, included: 400 },
  };
}
