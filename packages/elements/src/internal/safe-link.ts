/** Only addresses that a person can follow without anything being run. */
export function isSafeLink(url: string): boolean {
  return /^(https?:|mailto:|tel:|\/(?!\/))/i.test(url);
}
