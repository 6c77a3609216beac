export { createServer } from './create-server.js';
export type { ServerOptions, HelpmarkServer, PolicySource, LimitOptions } from './create-server.js';
export type { Auth, AuthSettings } from './auth/auth.js';
export type { Rates } from './limits.js';
export type { Log, LogEntry } from './log.js';
