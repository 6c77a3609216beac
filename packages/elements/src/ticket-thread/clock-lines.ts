import type { Ticket } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';

const running: Record<string, Term> = { respond: 'answerBy', resolve: 'solveBy', update: 'updateBy' };

/** What a ticket's clocks say to the person: when to expect an answer, and honestly where it is late. */
export function clockLines({ targets = [], followUpOn, incident }: Ticket, locale: LocaleController): string[] {
  const lines = targets.flatMap(({ measure, dueAt, state }) => {
    const term = running[measure];
    if (!term) return [];
    if (state === 'running') return [locale.term(term, { time: locale.time(dueAt) })];
    if (state === 'paused') return [locale.term('paused')];
    return state === 'overdue' && measure === 'respond' ? [locale.term('answerOverdue', { time: locale.time(dueAt) })] : [];
  });
  if (followUpOn) lines.push(locale.term('followUp', { date: locale.time(followUpOn) }));
  if (incident) lines.push(locale.term('incident', { title: incident.title, state: incident.state }));
  return [...new Set(lines)];
}
