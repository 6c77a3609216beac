/** The longest message a server takes, in Unicode code points. */
export const maxBodyLength = 20_000;
