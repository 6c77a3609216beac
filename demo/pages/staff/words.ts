import { textFor } from '@helpmark/schema';
import type { Answer, Author, PolicyAnswer, Text } from '@helpmark/schema';

/** The policy's words, for keys as tickets carry them. A key that the policy does not have is shown as it is. */
export interface Words {
  status(key: string): string;
  level(key: string): string;
  type(key: string): string;
  field(key: string): string;
  answer(field: string, answer: Answer): string;
  statuses: { key: string; label: string }[];
  levels: { key: string; label: string }[];
}

export function readWords({ policy }: Pick<PolicyAnswer, 'policy'>): Words {
  const write = (text: Text | undefined) => textFor(text, document.documentElement.lang, policy.defaultLocale);
  const labels = (items: { key: string; label: Text }[]) => items.map(({ key, label }) => ({ key, label: write(label) }));
  const find = (items: { key: string; label: string }[], key: string) => items.find((item) => item.key === key)?.label ?? key;
  const [statuses, levels, types, fields] = [policy.statuses, policy.levels, policy.types, policy.fields].map(labels) as [
    Words['statuses'],
    Words['levels'],
    { key: string; label: string }[],
    { key: string; label: string }[],
  ];
  return {
    statuses,
    levels,
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
