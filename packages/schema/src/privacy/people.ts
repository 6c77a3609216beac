// Apart from the rest, and without anything of it: a page loads this where its policy asks for it.
import type { Detector, Span } from './finding.js';

const mail = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}(?![\w:-])/gi;
const phone = /(?<![\w+.-])(?:\+?|\()\d[\d ()./-]{5,18}\d(?![\w-])/g;

/** Addresses of services, not of people. */
const service =
  /^(support|info|no-?reply|do-?not-?reply|help|contact|sales|admin|billing|team|hello|office|git|service|security|notifications?)@/i;
const own =
  /(?<![a-z])((my|meine?|mon|mi)( \w{1,12})? ?(e-?mail|mail|address|adresse|phone|number|mobile|telefon|handy|nummer)|(call|reach|text|write)( to)? me)[^.!?\n]{0,24}$/i;
const phoneWord = /phone|mobile|cell|fax|call|reach|whatsapp|handy|telefon|\btel\b/i;
const otherWord = /(order|ticket|invoice|case|ref|customer|build|version)\w{0,6}[^\w\n]{0,4}$/i;

const matches = (text: string, pattern: RegExp): Span[] =>
  Array.from(text.matchAll(pattern), ({ 0: value, index }) => ({ value, start: index, end: index + value.length }));

/** Addresses and numbers of other people: those that are neither the person's own nor a service's. */
const otherContact: Detector = [
  'other-contact',
  (text, { own: mine = [] }) => {
    const digits = (entry: string) => entry.replace(/\D/g, '');
    const before = (at: number) => text.slice(Math.max(0, at - 40), at);
    const isMine = ({ value, start }: Span) =>
      own.test(before(start)) ||
      mine.some((entry) => {
        const number = digits(entry);
        return entry.toLowerCase() === value.toLowerCase() || (number.length > 5 && digits(value).endsWith(number.slice(-8)));
      });
    const isPhone = ({ value, start }: Span) => {
      const { length } = digits(value);
      if (length < 7 || length > 15 || /^\d{4}[-./]\d\d[-./]\d\d/.test(value)) return false;
      const ahead = before(start);
      return /^(\+|00\d|\(\d{3}\) ?\d{3}-\d{4}$)/.test(value) || (phoneWord.test(ahead) && !otherWord.test(ahead));
    };
    return [...matches(text, mail).filter(({ value }) => !service.test(value)), ...matches(text, phone).filter(isPhone)].filter(
      (span) => !isMine(span),
    );
  },
];

/** The words of a policy's list, each as a whole word. */
const diagnosis: Detector = [
  'diagnosis',
  (text, { diagnoses = [] }) => {
    const phrases = diagnoses
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== '')
      .sort((a, b) => b.length - a.length)
      .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s{1,3}'));
    const pattern = `(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`;
    return phrases.length > 0 ? matches(text, new RegExp(pattern, 'giu')) : [];
  },
];

/** What only a policy can ask for: its word list and the person's own addresses belong to it. */
export const peopleDetectors: readonly Detector[] = [otherContact, diagnosis];
