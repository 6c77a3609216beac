/** The words of what finds tickets in the list, in English. */
export const enFilters = {
  searchTickets: 'Search your tickets',
  filters: 'Filter',
  clearFilters: 'Clear all filters',
  sentOn: 'Sent',
  from: 'from',
  to: 'to',
  order: 'Order',
  sortUpdated: 'Last change',
  sortCreated: 'Newest',
  sortOldest: 'Oldest',
  sortPriority: 'Most urgent',
  nothingFound: 'No ticket matches.',
  found: { one: '{count} ticket found.', other: '{count} tickets found.' },
  foundMore: 'More than {count} tickets found.',
};
