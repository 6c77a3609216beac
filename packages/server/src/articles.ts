import type { Article, Person } from '@helpmark/schema';

/**
 * Finds the host's guides for what somebody types, the best first; without words, what is worth offering first. Five are offered
 * at most. It is asked as the person types, often.
 *
 * @param options.person - Who asks, by their token.
 */
export type FindArticles = (query: string, options: { person: Person }) => readonly Article[] | Promise<readonly Article[]>;
