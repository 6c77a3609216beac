/** A start that cannot be: a sentence for every setting that is wrong, with its name and what to write. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
