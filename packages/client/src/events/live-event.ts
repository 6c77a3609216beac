import type { Change } from '@helpmark/schema';

/**
 * Something that happened to what a person may see: a ticket changed, the policy reads differently, or changes may have been
 * missed and everything shown is to be read again.
 */
export type LiveEvent = ({ type: 'change' } & Change) | { type: 'policy' } | { type: 'reset' };
