/**
 * Folds a text for searching: compatible characters become one, marks go, and case no longer counts. `Ärger`, `arger` and
 * `ARGER` fold to the same. Query and text are folded alike; a folded text is for comparing, never for showing.
 */
export function fold(value: string): string {
  const bare = value.normalize('NFKD').replace(/\p{M}/gu, '');
  // Down, up and down again is what full case folding comes to: ẞ → ß → SS → ss. A final sigma is a sigma.
  return bare.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKD');
}
