import { textFor } from '@helpmark/schema';
import type { Answer, Author, PolicyAnswer, Text } from '@helpmark/schema';

/** The policy's words, for keys as tickets carry them. A key that the policy does not have is shown as it is. */
export interface Words {
  status(key: string): string;
  level(key: string): string;
  type(key: string): string;
  field(key: string): string;
  answer(field: string, answer: Answer): string;
  text(text: Text): string;
  statuses: Named[];
  levels: Named[];
  /** The parts of a first answer; none where the policy has no template. */
  firstAnswer: Named[];
}

/** A key with what people call it, and what it means where the policy says so. */
export interface Named {
  key: string;
  label: string;
  meaning?: string;
}

export function readWords({ policy }: Pick<PolicyAnswer, 'policy'>): Words {
  const write = (text: Text | undefined) => textFor(text, document.documentElement.lang, policy.defaultLocale);
  const labels = (items: { key: string; label: Text }[]) => items.map(({ key, label }) => ({ key, label: write(label) }));
  const withMeaning = (items: { key: string; label: Text; meaning?: Text; guidance?: Text }[]): Named[] =>
    items.map(({ key, label, meaning, guidance }) => ({ key, label: write(label), meaning: write(meaning ?? guidance) }));
  const find = (items: { key: string; label: string }[], key: string) => items.find((item) => item.key === key)?.label ?? key;
  const [statuses, levels, types, fields] = [policy.statuses, policy.levels, policy.types, policy.fields].map(labels) as [
    Words['statuses'],
    Words['levels'],
    { key: string; label: string }[],
    { key: string; label: string }[],
  ];
  return {
    statuses: withMeaning(policy.statuses),
    levels: withMeaning(policy.levels),
    firstAnswer: (policy.replyTemplate ?? []).map(({ key, label, text }) => ({ key, label: write(label), meaning: write(text) })),
    text: write,
    status: (key) => find(statuses, key),
    level: (key) => find(levels, key),
    type: (key) => find(types, key),
    field: (key) => find(fields, key),
    answer(key, answer) {
      const options = labels(policy.fields.find((field) => field.key === key)?.options ?? []);
      return [answer]
        .flat()
        .map((item) => find(options, String(item)))
        .join(', ');
    },
  };
}

/** A person's name, or what else is known of them. */
export function nameOf(author: Author | undefined): string {
  return author?.name ?? author?.email ?? author?.id ?? 'Helpmark';
}
