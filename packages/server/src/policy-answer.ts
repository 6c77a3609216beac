import { createHash } from 'node:crypto';
import type { Person, Policy, PolicyAnswer } from '@helpmark/schema';
import { capabilitiesOf, inLanguages, projectPolicy } from '@helpmark/schema/policy';
import { openHours } from '@helpmark/schema/time';
import type { FindArticles } from './articles.js';

/** Days ahead for which a page is told when the chat is open: one that was kept is right for as long. */
const daysAhead = 14;

/**
 * The policy as one person gets it, and a tag that differs whenever that does.
 *
 * @param more.now - From when on the chat's hours are told; not at all by default.
 * @param more.articles - Finds guides, where the host has it do so; then a page asks the server for them.
 * @param more.languages - Tags of the languages to tell it in, besides the policy's own; all of them by default.
 */
export function policyAnswerFor(
  policy: Policy,
  person: Person,
  { now, articles, languages = ['*'] }: { now?: string; articles?: FindArticles | undefined; languages?: string[] } = {},
): { body: PolicyAnswer; etag: string } {
  const body = {
    version: policy.version,
    policy: projectPolicy(policy, person),
    capabilities: capabilitiesOf(policy, person),
    person,
  };
  const chat = policy.channels?.chat;
  const calendar = policy.calendars?.find(({ key }) => key === chat?.calendar);
  if (chat && calendar && now) {
    body.policy.channels = { ...policy.channels, chat: { ...chat, hours: openHours(calendar, now, daysAhead) } };
  }
  if (articles) body.policy.articles = { server: true };
  body.policy = inLanguages(body.policy, languages);
  return { body, etag: `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"` };
}
