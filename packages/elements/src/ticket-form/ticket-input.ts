import { cleanAnswers } from '@helpmark/schema';
import type { Answers, Facts, PolicyAnswer, TicketInput } from '@helpmark/schema';
import type * as Extras from './extras.js';
import { claimsSeverity } from './known.js';

/** What the form sends for the answers as they stand: those that apply alone, each at its member. */
export function ticketInputOf(
  known: PolicyAnswer,
  answers: Answers,
  { relatedTo, ...facts }: Facts & { relatedTo: string },
  withPrefix: typeof Extras.withPrefix | undefined,
): TicketInput {
  const { summary, description, ...fields } = cleanAnswers(known.policy, answers, facts);
  const { type = '', severity } = facts;
  const prefix = known.policy.types.find(({ key }) => key === type)?.subjectPrefix;
  const asked = known.policy.fields.find(({ key }) => key === 'summary');
  return {
    subject: withPrefix?.(String(summary), prefix, asked) ?? String(summary),
    type,
    ...(claimsSeverity(known) && { severity }),
    ...(relatedTo && { relatedTo }),
    fields,
    ...(description !== undefined && { body: String(description) }),
  };
}
