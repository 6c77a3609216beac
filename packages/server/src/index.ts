export { createServer } from './create-server.js';
export type { ServerOptions, HelpmarkServer, PolicySource, LimitOptions } from './create-server.js';
export type { Auth, AuthSettings } from './auth/auth.js';
export { PolicyChangeError } from './lifecycle/policy-change.js';
export type { MailMessage, SendMail } from './lifecycle/send-mails.js';
export type { Rates } from './limits.js';
export type { Log, LogEntry } from './log.js';
