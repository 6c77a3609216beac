import type { Client, Draft } from '@helpmark/client';
import type { GuardFinding } from '@helpmark/client/privacy';
import type { Answer, ContextItem, PolicyAnswer, SentFiles } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { FormAnswers } from '../ticket-form/form-answers.js';
import { fromHost } from '../ticket-form/known.js';

/** Words that are about to leave the device. */
export interface GuardedText {
  /** The id of the control where they stand. */
  id: string;
  /** What the control is called. */
  label: string;
  text: string;
  /** Puts other words in their place. */
  take: (text: string) => void;
}

/** All that is about to leave the device: what a form holds, and the files of its draft. */
export interface Guarded {
  known: PolicyAnswer;
  /** What prepares covered files; nothing where none go along. */
  client?: Client | undefined;
  draft: Draft | undefined;
  /** The answers, and the fields that they answer. */
  form: Pick<FormAnswers, 'applying' | 'answers'> & Partial<Pick<FormAnswers, 'context' | 'givenAs'>>;
  /** Puts another answer into the form. */
  set: (key: string, value: Answer) => void;
  /** Puts something else in the place of what was collected. */
  setContext?: (items: ContextItem[]) => void;
  /** What the person has sent on the ticket before, which the limits of files may count. */
  sent?: SentFiles | undefined;
}

/** Something private, and where it is. */
export interface Found {
  finding: GuardFinding;
  /** The words in which it was found. */
  text: string;
  /** Tells it from all others, and is the same for the same words at the same place. */
  key: string;
  /** A control, or a file of the draft: its name or its text. */
  at: { control: GuardedText } | { file: string; name: string; part: 'name' | 'text' };
}

/** Kinds of fields where a person writes freely. What a policy asks for by a kind of its own, such as an address, is meant. */
const free = ['text', 'multiline', 'url', 'steps', 'evidence'];

/** The answers of a form that a person writes freely, each line of a list by itself. Sensitive ones are asked for by the policy. */
export function textsOf({ form, known, set, setContext }: Guarded, locale: LocaleController): GuardedText[] {
  const asked = [...form.applying(known).values()]
    .map(({ field }) => field)
    .filter(
      (field) =>
        free.includes(field.kind) && !field.sensitive && !form.givenAs?.(field.key) && fromHost(field, known) === undefined,
    );
  const answered = asked.flatMap(({ key, kind, label }) => {
    const answer = form.answers[key];
    const named = { label: locale.text(label) };
    if (!Array.isArray(answer))
      return [{ ...named, id: key, text: String(answer ?? ''), take: (text: string) => set(key, text) }];
    return answer.map((text, at) => ({
      ...named,
      text,
      id: `${key}-${kind === 'steps' ? 'step' : 'value'}-${at}`,
      take: (line: string) =>
        set(
          key,
          (form.answers[key] as string[]).map((other, place) => (place === at ? line : other)),
        ),
    }));
  });
  const collected = (form.context ?? []).map(({ kind, value }) => ({
    id: `context-${kind}`,
    label: kind,
    text: value,
    take: (text: string) => setContext?.(form.context!.map((item) => (item.kind === kind ? { kind, value: text } : item))),
  }));
  return [...answered, ...collected];
}
