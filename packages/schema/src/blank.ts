/** True where nothing was answered: no value, blank text, an empty list or a list of blanks. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.every(isBlank);
}

/** Reads one line of an `evidence` answer, such as `request-id: 4f2a`: the key of an option, and what was given. */
export function splitEvidence(entry: string): { kind: string; value: string } {
  const [, kind = '', value = entry] = /^([\w-]+):([^]*)$/.exec(entry) ?? [];
  return { kind, value: value.trim() };
}
