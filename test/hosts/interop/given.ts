// What every page of this folder shares. Each shows the same elements by its own framework; `test/support/interop.ts` says what it looks for.

/** What a page gives its elements in a round: another of everything each time. */
export const givenIn = (round: number) => ({
  label: `Help ${round}`,
  person: { workspace: 'acme', id: `person-${round}` },
  prefill: { hidden: { tags: ['beta', `round-${round}`] } },
  getToken: () => `token-${round}`,
  items: Array.from({ length: round + 1 }, (_, at) => ({ kind: 'event', id: `item-${at}` })) as never[],
  odd: round % 2 === 1,
});

/** Brings the button's definition: after the button. */
export const define = () => import('@helpmark/elements/help-button/define');
