import type { Ticket } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';

const terms: Record<string, { running: Term; overdue: Term }> = {
  respond: { running: 'answerBy', overdue: 'answerOverdue' },
  resolve: { running: 'solveBy', overdue: 'solveOverdue' },
  update: { running: 'updateBy', overdue: 'updateOverdue' },
};

/** What a ticket's clocks say to the person: when to expect an answer, and honestly where it is late. */
export function clockLines({ targets = [], followUpOn, incident }: Ticket, locale: LocaleController): string[] {
  const lines = targets.flatMap(({ measure, dueAt, state }) => {
    const known = terms[measure];
    if (!known) return [];
    if (state === 'paused') return [locale.term('paused')];
    return state === 'running' || state === 'overdue' ? [locale.term(known[state], { time: locale.time(dueAt) })] : [];
  });
  if (followUpOn) lines.push(locale.term('followUp', { date: locale.time(followUpOn) }));
  if (incident) lines.push(locale.term('incident', { title: incident.title, state: incident.state }));
  return [...new Set(lines)];
}
