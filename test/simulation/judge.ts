import type { RestingDraft } from '@helpmark/client';
import type { Arrived } from './backend.js';
import type { Ledger } from './ledger.js';
import { versionOf } from './ledger.js';

/** Says what is wrong with what has arrived and what is left as drafts, after all that a person wrote. */
export function judge(ledger: Ledger, there: Arrived[], drafts: RestingDraft[]): void {
  for (const writing of ledger.writings.values()) {
    const { mark, pressed, waived, safe, entered, by, files, safeFiles, discarded, chosen } = writing;
    const arrived = there.filter(({ text }) => ledger.of(text) === writing);
    const left = drafts.filter(({ value }) => ledger.ofValue(value) === writing);
    const say = (what: string) => ledger.faults.push(`${mark}: ${what} (${arrived.length} arrived, ${left.length} drafts)`);
    if (arrived.length > 1) say('doubled');
    const rest = new Set(left.flatMap((draft) => draft.files.map(({ name }) => name)));
    for (const { text, files: there } of arrived) {
      if (!pressed.has(text)) say(`arrived as ${text}, which was never sent`);
      const gone = discarded || chosen || waived !== undefined;
      for (const [name, bytes] of there) {
        const expected = files.get(name);
        if (!bytes && !gone && !rest.has(name)) say(`its file ${name} was lost`);
        if (bytes && (!expected || Buffer.compare(bytes, expected) !== 0)) say(`its file ${name} is another`);
      }
      for (const name of safeFiles) if (!there.has(name) && !rest.has(name) && !gone) say(`its file ${name} was left out`);
    }
    if (waived !== undefined) continue;
    if (safe !== undefined && arrived.length + left.length === 0) say('lost');
    if (entered && !chosen && arrived.length === 0 && left.length === 0) say('never arrived');
    const newest = Math.max(-1, ...left.map(({ value }) => versionOf(value.answers['text'])));
    if (by.size === 1 && arrived.length === 0 && safe !== undefined && newest < safe) say(`kept as version ${newest} of ${safe}`);
  }
}
