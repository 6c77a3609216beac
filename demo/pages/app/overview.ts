/**
 * What the product's page is given by `GET /api/overview`: one roastery's day. Every moment is UTC ISO 8601; weights are
 * kilograms, temperatures degrees Celsius, durations seconds unless a name says otherwise.
 */
export interface Overview {
  roastery: { name: string; site: string; plan: string };
  /** The server's time of the answer, which all of the day is drawn around. */
  now: string;
  figures: Figure[];
  roasts: Roast[];
  alerts: Alert[];
  schedule: Schedule;
  lots: GreenLot[];
  orders: Order[];
  cuppings: Cupping[];
  usage: { label: string; used: number; included: number };
}

/** How a thing stands: as it should, worth a look, or in trouble. */
export type Tone = 'good' | 'watch' | 'trouble';

/** One number of the day, with the same number on the days before it. */
export interface Figure {
  label: string;
  value: string;
  unit?: string;
  note: string;
  tone: Tone;
  /** The last days, oldest first, today at the end. */
  trend: number[];
}

/** A batch in a drum now. */
export interface Roast {
  drum: string;
  batch: string;
  coffee: string;
  lot: string;
  profile: string;
  chargeKg: number;
  gasPercent: number;
  /** Seconds since the charge. */
  elapsed: number;
  /** Bean temperature so far, and the profile it is held against to its end: `[seconds, degrees]`. */
  measured: [number, number][];
  reference: [number, number][];
  marks: RoastMark[];
  /** Degrees a minute, now. */
  rateOfRise: number;
  /** Degrees above (or below, negative) the profile, now. */
  deviation: number;
}

/** A moment of a roast that has a name. */
export interface RoastMark {
  label: string;
  at: number;
  expected?: boolean;
}

export interface Alert {
  tone: Tone;
  title: string;
  detail: string;
}

export interface Schedule {
  from: string;
  to: string;
  drums: { name: string; capacityKg: number; batches: ScheduledBatch[] }[];
}

export type BatchState = 'done' | 'roasting' | 'planned' | 'held';

export interface ScheduledBatch {
  batch: string;
  coffee: string;
  kg: number;
  from: string;
  to: string;
  state: BatchState;
}

export interface GreenLot {
  lot: string;
  coffee: string;
  process: string;
  leftKg: number;
  boughtKg: number;
  /** How long it lasts at the pace of the last four weeks. */
  daysOfCover: number;
  moisturePercent: number;
}

export type OrderState = 'packed' | 'roasting' | 'planned' | 'short';

export interface Order {
  number: string;
  customer: string;
  contents: string;
  kg: number;
  packedKg: number;
  due: string;
  state: OrderState;
}

export interface Cupping {
  batch: string;
  coffee: string;
  score: number;
  target: number;
  notes: string;
}
