import { createHash } from 'node:crypto';
import type { Person, Policy, PolicyAnswer } from '@helpmark/schema';
import { capabilitiesOf, projectPolicy } from '@helpmark/schema/policy';

/** The policy as one person gets it, and a tag that differs whenever that does. */
export function policyAnswerFor(policy: Policy, person: Person): { body: PolicyAnswer; etag: string } {
  const body = {
    version: policy.version,
    policy: projectPolicy(policy, person),
    capabilities: capabilitiesOf(policy, person),
    person,
  };
  return { body, etag: `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"` };
}
