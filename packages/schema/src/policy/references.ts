import { faultOf } from './fields.js';
import type { PolicyFault } from './parse.js';
import type { Policy, TicketType } from './policy.js';
import type { Duration } from './times.js';

/** What a requester shows is theirs: a sample in its place would count as evidence. */
export const sampleWords = 'Leave it out: evidence is what the person gives, and nothing is given ahead.';

type Report = (path: string, message: string) => void;

/** Finds keys that name nothing, in the parts of a policy that say who works on a ticket and when. */
export function findLooseReferences(policy: Policy): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const fault: Report = (path, message) => faults.push({ path, message });
  const calendars = new Set(['always', ...(policy.calendars ?? []).map(({ key }) => key)]);
  const queues = new Set(policy.queues?.map(({ key }) => key));
  const levels = new Set(policy.levels.map(({ key }) => key));
  const known = (path: string, noun: string, keys: Set<string>, key: string | undefined) => {
    if (key !== undefined && !keys.has(key)) fault(path, `There is no ${noun} "${key}".`);
  };
  const calendar = (path: string, duration: Partial<Duration> | string) => {
    if (typeof duration !== 'string') known(`${path}.calendar`, 'calendar', calendars, duration.calendar);
  };

  policy.calendars?.forEach(({ key, zone, hours }, at) => {
    if (key === 'always') fault(`calendars.${at}.key`, '"always" is built in: choose another key.');
    if (!isZone(zone)) fault(`calendars.${at}.zone`, 'Write an IANA time zone such as "Europe/Berlin".');
    hours.forEach(({ from, to }, place) => {
      if (from >= to) fault(`calendars.${at}.hours.${place}.to`, 'Write a time after "from".');
    });
  });
  policy.targets?.forEach((target, at) => {
    known(`targets.${at}.level`, 'level', levels, target.level);
    calendar(`targets.${at}`, target);
    if (target.min !== undefined && target.min > target.max) fault(`targets.${at}.min`, 'Write a number that is not above max.');
  });
  policy.timers?.forEach((timer, at) => {
    calendar(`timers.${at}.after`, timer.after);
    const reminders = policy.timers!.filter(({ effect }) => effect === 'remind').length;
    if ((timer.minReminders ?? 0) > reminders) fault(`timers.${at}.minReminders`, `Only ${reminders} timers remind.`);
  });
  policy.closeReasons?.forEach((reason, at) => calendar(`closeReasons.${at}.reopen`, reason.reopen));
  if (policy.survey) calendar('survey.editableFor', policy.survey.editableFor);
  policy.privacy?.retention?.forEach(({ kind, phase = 'closed', after }, at, rules) => {
    calendar(`privacy.retention.${at}.after`, after);
    const first = rules.findIndex((rule) => rule.kind === kind && (rule.phase ?? 'closed') === phase);
    if (first < at) fault(`privacy.retention.${at}`, `Rule ${first} says already how long "${kind}" rests from "${phase}".`);
  });
  known('channels.chat.calendar', 'calendar', calendars, policy.channels?.chat?.calendar);
  known('escalation.queue', 'queue', queues, policy.escalation?.queue);
  policy.routing?.forEach(({ queue }, at) => known(`routing.${at}.queue`, 'queue', queues, queue));
  policy.notifications?.forEach(({ event, to }, at) => {
    const isForStaff = event === 'notified' || event === 'overdue';
    if (isForStaff && to === 'requester')
      fault(`notifications.${at}.to`, `Write "assignee" or "queue": "${event}" is for staff.`);
  });
  checkReasons(policy, fault);
  policy.types.forEach((type, at) => {
    known(`types.${at}.queue`, 'queue', queues, type.queue);
    checkType(policy, type, `types.${at}`, fault);
  });
  checkAddresses(policy, fault);
  checkAliases(policy, fault);
  return faults;
}

function checkType(policy: Policy, type: TicketType, path: string, fault: Report): void {
  const keys = new Set([...policy.baseFields, ...type.fields]);
  for (const key of Object.keys(type.template ?? {})) {
    if (!keys.has(key)) fault(`${path}.template.${key}`, `The type does not ask for "${key}".`);
    if (policy.fields.some((field) => field.key === key && field.kind === 'evidence'))
      fault(`${path}.template.${key}`, sampleWords);
  }
  if (type.redirect) checkAddress(type.redirect.url, `${path}.redirect.url`, fault);
  // Evidence is the requester's to give: an item that only staff could answer would stop every requester.
  const forRequesters = policy.fields.filter(({ key, audience }) => keys.has(key) && audience !== 'staff');
  const kinds = forRequesters.flatMap((field) => (field.kind === 'evidence' ? (field.options ?? []) : [])).map(({ key }) => key);
  type.evidence?.forEach((item, at) => {
    item.fields?.forEach((key, place) => {
      const where = `${path}.evidence.${at}.fields.${place}`;
      if (!keys.has(key)) fault(where, `The type does not ask for "${key}".`);
      else if (!forRequesters.some((field) => field.key === key))
        fault(where, `Requesters do not see "${key}": write a field that they can answer.`);
    });
    item.kinds?.forEach((kind, place) => {
      if (!kinds.includes(kind)) {
        fault(
          `${path}.evidence.${at}.kinds.${place}`,
          `No field of kind "evidence" that the type asks for offers "${kind}" to requesters.`,
        );
      }
    });
    if (item.fields || item.kinds || item.files) return;
    if (!item.context) fault(`${path}.evidence.${at}`, 'Say what it is: write fields, kinds, context or files.');
    else if (item.for?.includes('escalate'))
      fault(`${path}.evidence.${at}.for`, 'What is collected goes with a new ticket alone: write fields, kinds or files too.');
  });
}

function checkReasons({ reasons, types }: Policy, fault: Report): void {
  if (!reasons) return;
  reasons.forEach(({ types: named }, at) =>
    named.forEach((key, place) => {
      if (!types.some((type) => type.key === key)) fault(`reasons.${at}.types.${place}`, `There is no type "${key}".`);
    }),
  );
  for (const { key, redirect } of types) {
    if (!redirect && !reasons.some((reason) => reason.types.includes(key)))
      fault('reasons', `No reason leads to the type "${key}": add it to the types of one.`);
  }
}

function checkAddresses({ channels, articles, routes }: Policy, fault: Report): void {
  channels?.links?.forEach(({ url }, at) => checkAddress(url, `channels.links.${at}.url`, fault));
  channels?.mail?.forEach(({ address }, at) => {
    const isMail = !faultOf({ key: 'address', kind: 'email', label: '' }, address, true);
    if (!isMail) fault(`channels.mail.${at}.address`, 'Write an e-mail address such as support@example.com.');
  });
  if (channels?.chat?.url !== undefined) checkAddress(channels.chat.url, 'channels.chat.url', fault);
  if (articles) {
    const named = (['url', 'index'] as const).filter((name) => articles[name] !== undefined);
    if (named.length !== 1) fault('articles', 'Write where the guides are found: either url or index.');
    for (const name of named) {
      if (/^(mailto|tel):/i.test(articles[name]!)) fault(`articles.${name}`, 'Write an address that can be fetched.');
      else checkAddress(articles[name]!, `articles.${name}`, fault);
    }
  }
  if (!routes) return;
  for (const name of ['list', 'new', 'thread'] as const) checkAddress(routes[name], `routes.${name}`, fault);
  if (!routes.thread.includes(':id')) fault('routes.thread', 'Write ":id" where the ticket\'s id stands, such as /support/:id.');
}

/**
 * Where a page may lead: http and https with a host, mail, a telephone, or a path on the host's own site. A second slash or a
 * backslash after the first would name another host.
 */
const addressPattern = /^(https?:\/\/[^\s\\/?#][^\s\\]*|mailto:\S+|tel:\+?[\d().\- ]+|\/(?![/\\])[^\s\\]*)$/i;

function checkAddress(url: string, path: string, fault: Report): void {
  if (!addressPattern.test(url))
    fault(path, 'Write an address that begins with https:, http:, mailto: or tel:, or a path such as /docs.');
}

function checkAliases(policy: Policy, fault: Report): void {
  for (const list of ['types', 'statuses', 'levels', 'fields'] as const) {
    const keys = new Set(policy[list].map(({ key }) => key));
    for (const [old, key] of Object.entries(policy.aliases?.[list] ?? {})) {
      if (!keys.has(key)) fault(`aliases.${list}.${old}`, `There is nothing called "${key}" in ${list}.`);
      if (keys.has(old)) fault(`aliases.${list}.${old}`, `"${old}" is still in use: an alias is for a key that is gone.`);
    }
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
