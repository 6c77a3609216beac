import type { Text } from '../text.js';

/** Members that hold a text for people, wherever they stand in a policy. */
export type TextMember = (typeof textMembers)[number];
const textMembers = [
  'label',
  'hint',
  'description',
  'nextStep',
  'guidance',
  'meaning',
  'text',
  'question',
  'subject',
  'body',
  'topic',
  'because',
  'secureChannel',
] as const;

/** Members that hold several of them, in a list or by name. */
const textGroups = ['examples', 'tips', 'safe', 'never', 'scale', 'phrases', 'uses', 'template', 'notice'];

/**
 * Gives a policy, or a part of one, with every text for people changed.
 *
 * @param change - Makes a text of the one that stands at a path.
 */
export function mapTexts<Part>(part: Part, change: (text: Text, path: string) => Text, path = ''): Part {
  return mapMembers(part, (member, name) => {
    const place = path ? `${path}.${name}` : name;
    if ((textMembers as readonly string[]).includes(name)) return change(member as Text, place);
    if (textGroups.includes(name)) return mapMembers(member, (text, at) => change(text as Text, `${place}.${at}`));
    return mapTexts(member, change, place);
  });
}

/** A list or an object with each member changed; anything else as it is. */
function mapMembers<Value>(value: Value, change: (member: unknown, name: string) => unknown): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, at) => change(item, String(at))) as Value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, change(member, name)])) as Value;
}
