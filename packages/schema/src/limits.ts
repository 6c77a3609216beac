/** The longest message a server takes, in Unicode code points. */
export const maxBodyLength = 20_000;

/** Guides that are offered at once, at most. */
export const maxArticles = 5;
