import type { PolicyAnswer, Text } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';

/** What the policy calls something; its key where the policy, perhaps older than the ticket, does not know it. */
export function labelOf(
  list: readonly { key: string; label: Text }[],
  key: string | undefined,
  locale: LocaleController,
): string {
  return locale.text(list.find((one) => one.key === key)?.label) || (key ?? '');
}

/** Whether the person may send new tickets. */
export function maySubmit({ capabilities }: PolicyAnswer): boolean {
  return capabilities.find(({ capability }) => capability === 'submit')?.allowed !== false;
}
