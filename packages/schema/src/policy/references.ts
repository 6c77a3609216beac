import type { PolicyFault } from './parse.js';
import type { Policy, TicketType } from './policy.js';
import type { Duration } from './times.js';

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
  policy.privacy?.retention?.forEach(({ after }, at) => calendar(`privacy.retention.${at}.after`, after));
  known('channels.chat.calendar', 'calendar', calendars, policy.channels?.chat?.calendar);
  known('escalation.queue', 'queue', queues, policy.escalation?.queue);
  policy.types.forEach((type, at) => {
    known(`types.${at}.queue`, 'queue', queues, type.queue);
    checkType(policy, type, `types.${at}`, fault);
  });
  checkAliases(policy, fault);
  return faults;
}

function checkType(policy: Policy, type: TicketType, path: string, fault: Report): void {
  const fields = new Set([...policy.baseFields, ...type.fields]);
  const kinds = new Set(
    policy.fields.flatMap((field) => (field.kind === 'evidence' ? (field.options ?? []) : [])).map(({ key }) => key),
  );
  for (const key of Object.keys(type.template ?? {})) {
    if (!fields.has(key)) fault(`${path}.template.${key}`, `The type does not ask for "${key}".`);
  }
  type.evidence?.forEach((item, at) => {
    item.fields?.forEach((key, place) => {
      if (!fields.has(key)) fault(`${path}.evidence.${at}.fields.${place}`, `The type does not ask for "${key}".`);
    });
    item.kinds?.forEach((kind, place) => {
      if (!kinds.has(kind)) fault(`${path}.evidence.${at}.kinds.${place}`, `No field of kind "evidence" offers "${kind}".`);
    });
    if (!item.fields && !item.kinds && !item.files)
      fault(`${path}.evidence.${at}`, 'Say what it is: write fields, kinds or files.');
  });
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
