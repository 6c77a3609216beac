import type { TicketQuery, TicketSort } from '@helpmark/client';

/** What a person looks for in the list. */
export type ListQuery = Pick<TicketQuery, 'q' | 'status' | 'type' | 'priority' | 'from' | 'to' | 'sort'>;

/** The members that are lists of keys. */
export const listFilters = ['status', 'type', 'priority'] as const;
const singleFilters = ['q', 'from', 'to', 'sort'] as const;
const prefix = 'hm-';

/** True where some tickets may be left out. The order leaves none out. */
export function isFiltered({ sort: _sort, ...filters }: ListQuery): boolean {
  return Object.values(filters).some((value) => value && value.length > 0);
}

/** What the page's address says of the list; other parameters are the host's. */
export function readAddress(): ListQuery {
  const parameters = new URLSearchParams(location.search);
  const lists = listFilters.map((name) => [name, parameters.getAll(prefix + name)]);
  const singles = singleFilters.map((name) => [name, parameters.get(prefix + name) ?? undefined]);
  return Object.fromEntries([...lists, ...singles]) as ListQuery & { sort?: TicketSort };
}

/** Puts what is looked for into the page's address, in place: a search is no step that "back" should stop at. */
export function writeAddress(query: ListQuery): void {
  const url = new URL(location.href);
  for (const name of [...listFilters, ...singleFilters]) {
    url.searchParams.delete(prefix + name);
    for (const value of [query[name] ?? []].flat()) if (value) url.searchParams.append(prefix + name, value);
  }
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
