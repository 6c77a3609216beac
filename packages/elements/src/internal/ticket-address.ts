import type { PolicyAnswer } from '@helpmark/schema';

/** The address of a ticket's page, absolute; nothing where the policy has none. */
export function addressOf(ticket: string, { policy }: PolicyAnswer): string | undefined {
  const route = policy.routes?.thread ?? '';
  // Only an address of the product's own or of the web: nothing that a browser would run.
  if (!/^(\/(?!\/)|https?:|#)/i.test(route)) return undefined;
  return new URL(route.replace(':id', encodeURIComponent(ticket)), document.baseURI).href;
}
