import type { Overview } from '../../pages/app/overview.js';
import type { DemoPerson } from '../people.js';
import { fennelStreetOverview } from './fennel-street.js';
import { northgateOverview } from './northgate.js';

const overviews: Record<NonNullable<DemoPerson['organization']>, (now: Date) => Overview> = {
  'Northgate Coffee Roasters': northgateOverview,
  'Fennel Street Coffee': fennelStreetOverview,
};

/** The day of a person's roastery; nothing for those who work for Emberlot itself. */
export function overviewOf(person: DemoPerson, now: Date): Overview | undefined {
  return person.organization && overviews[person.organization](now);
}
