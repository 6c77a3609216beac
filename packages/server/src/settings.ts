import { dirname, resolve } from 'node:path';
import type { Policy } from '@helpmark/schema';
import * as z from 'zod/mini';
import type { AuthSettings } from './auth/auth.js';
import type { LimitOptions, ServerOptions } from './create-server.js';
import { SettingsError } from './settings-error.js';
import { readJsonFile, readPolicyFile } from './settings-files.js';

/** What the command was told. */
export interface Settings {
  port: number;
  /** A port of its own for what Prometheus reads. */
  metricsPort?: number;
  server: Pick<ServerOptions, 'auth' | 'database' | 'files' | 'policy' | 'origins' | 'limits' | 'metrics' | 'pageOrigin'>;
}

const secretsSchema = z
  .array(
    z
      .string()
      .check(
        z.refine(
          (secret) => Buffer.byteLength(secret) >= 32,
          'a secret needs 32 bytes or more; write 64 random hexadecimal digits, say.',
        ),
      ),
  )
  .check(z.minLength(1, 'write a secret.'), z.maxLength(2, 'write two secrets at most, the present one and the one before.'));
const jwksUrlSchema = z
  .string()
  .check(z.refine(isKeyAddress, 'write an https address, such as https://app.example.com/.well-known/jwks.json.'));
const originsSchema = z.array(
  z
    .string()
    .check(z.refine(isOrigin, 'write scheme and host alone, such as https://app.example.com; several with commas between.')),
);
const originSchema = z.string().check(z.refine(isOrigin, 'write scheme and host alone, such as https://app.example.com.'));
const portSentence = 'write a whole number from 0 to 65535, such as 8080.';
const portSchema = z.optional(
  z.coerce.number(portSentence).check(z.int(portSentence), z.gte(0, portSentence), z.lte(65_535, portSentence)),
);
const rateSchema = z.optional(z.int('write a whole number of requests a minute.').check(z.gte(1, 'write a number above 0.')));
const bytesSchema = z.optional(z.int('write a whole number of bytes a day.').check(z.gte(1, 'write a number above 0.')));
const ratesSchema = z.optional(z.strictObject({ reads: rateSchema, writes: rateSchema, bytes: bytesSchema }));

/** The environment after its lists and JSON are taken apart. */
const environmentSchema = z.object({
  HELPMARK_DATABASE_URL: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^(:memory:|file:.+|postgres(ql)?:\/\/.+)$/,
          'write file:./data/helpmark.db, :memory: to keep nothing, or postgres://user:password@host:5432/database.',
        ),
      ),
  ),
  HELPMARK_FILES: z.optional(z.string()),
  HELPMARK_JWT_SECRET: z.optional(secretsSchema),
  HELPMARK_JWKS_URL: z.optional(jwksUrlSchema),
  HELPMARK_ISSUER: z.optional(z.string()),
  HELPMARK_WORKSPACES: z.optional(z.string()),
  HELPMARK_POLICY: z.optional(z.string()),
  HELPMARK_ORIGINS: z.optional(originsSchema),
  HELPMARK_PAGE_ORIGIN: z.optional(originSchema),
  HELPMARK_LIMITS: z.optional(
    z.union([z.literal('off'), z.strictObject({ person: ratesSchema, workspace: ratesSchema })], {
      error: 'write off, or JSON such as {"person":{"reads":600,"writes":60},"workspace":{"reads":30000,"writes":3000}}.',
    }),
  ),
  HELPMARK_METRICS_PORT: portSchema,
  HELPMARK_METRICS_TOKEN: z.optional(z.string().check(z.regex(/^\S{16,}$/, 'write 16 characters or more, without spaces.'))),
  PORT: portSchema,
});

/** The file that HELPMARK_WORKSPACES names: a workspace's name, and what differs there. */
const workspacesSchema = z.record(
  z.string(),
  z.strictObject({
    secrets: z.optional(secretsSchema),
    jwksUrl: z.optional(jwksUrlSchema),
    issuer: z.optional(z.string()),
    /** The path of a policy, from the file's own folder. */
    policy: z.optional(z.string()),
    origins: z.optional(originsSchema),
    pageOrigin: z.optional(originSchema),
  }),
);

/**
 * Reads the settings of the command.
 *
 * @param environment - `process.env`; an empty value counts as none.
 * @throws {SettingsError} with a sentence for everything that is wrong.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const value = parse(environmentSchema, takeApart(environment), (path) => path[0] ?? '');
  const fallback = value.HELPMARK_POLICY === undefined ? undefined : readPolicyFile('HELPMARK_POLICY', value.HELPMARK_POLICY);
  const { HELPMARK_LIMITS: limits, HELPMARK_ORIGINS: origins = [], HELPMARK_PAGE_ORIGIN: pageOrigin } = value;
  const { HELPMARK_METRICS_PORT: metricsPort, HELPMARK_METRICS_TOKEN: token } = value;
  const common = {
    ...((token !== undefined || metricsPort !== undefined) && { metrics: token === undefined ? true : { token } }),
    ...(value.HELPMARK_DATABASE_URL !== undefined && { database: value.HELPMARK_DATABASE_URL }),
    ...(value.HELPMARK_FILES !== undefined && { files: value.HELPMARK_FILES }),
    ...(limits !== undefined && { limits: limits === 'off' ? (false as const) : (limits satisfies LimitOptions) }),
  };
  const ports = { port: value.PORT ?? 8080, ...(metricsPort !== undefined && { metricsPort }) };
  const { HELPMARK_JWT_SECRET: secrets, HELPMARK_JWKS_URL: jwksUrl, HELPMARK_ISSUER: issuer } = value;

  if (value.HELPMARK_WORKSPACES !== undefined) {
    if (secrets ?? jwksUrl ?? issuer) {
      throw new SettingsError(
        'HELPMARK_WORKSPACES: the file says how tokens are verified; leave out HELPMARK_JWT_SECRET, HELPMARK_JWKS_URL and HELPMARK_ISSUER.',
      );
    }
    const workspaces = readWorkspaces(value.HELPMARK_WORKSPACES);
    return {
      ...ports,
      server: {
        ...common,
        auth: (workspace) => workspaces.get(workspace)?.auth,
        policy: (workspace) => workspaces.get(workspace)?.policy ?? fallback,
        pageOrigin: (workspace) => workspaces.get(workspace)?.pageOrigin ?? pageOrigin,
        origins: [...origins, ...[...workspaces.values()].flatMap((workspace) => workspace.origins)],
      },
    };
  }
  if (!secrets && !jwksUrl) {
    throw new SettingsError(
      'HELPMARK_JWT_SECRET: write the secret that your product signs tokens with (32 bytes or more), or the address of its public keys as HELPMARK_JWKS_URL.',
    );
  }
  return {
    ...ports,
    server: {
      ...common,
      auth: { ...(secrets && { secrets }), ...(jwksUrl !== undefined && { jwksUrl }), ...(issuer !== undefined && { issuer }) },
      ...(fallback && { policy: fallback }),
      ...(pageOrigin !== undefined && { pageOrigin }),
      origins,
    },
  };
}

interface Workspace {
  auth: AuthSettings;
  policy: Policy | undefined;
  origins: string[];
  pageOrigin: string | undefined;
}

function readWorkspaces(path: string): Map<string, Workspace> {
  const nameOf = (at: string[]) => `HELPMARK_WORKSPACES, in ${path}${at.length > 0 ? `, at ${at.join('.')}` : ''}`;
  const entries = Object.entries(parse(workspacesSchema, readJsonFile('HELPMARK_WORKSPACES', path), nameOf));
  if (entries.length === 0) throw new SettingsError(`${nameOf([])}: write one workspace at least.`);
  return new Map(
    entries.map(([name, { policy, origins = [], pageOrigin, ...auth }]) => {
      if (!auth.secrets && !auth.jwksUrl) throw new SettingsError(`${nameOf([name])}: write "secrets" or "jwksUrl".`);
      const file = policy === undefined ? undefined : resolve(dirname(path), policy);
      const own = file === undefined ? undefined : readPolicyFile(nameOf([name, 'policy']), file);
      return [name, { auth, origins, pageOrigin, policy: own }];
    }),
  );
}

/** Lists and JSON are written as text in an environment. */
function takeApart(environment: Record<string, string | undefined>): Record<string, unknown> {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  return Object.fromEntries(
    set.map(([name, value = '']): [string, unknown] => {
      if (name === 'HELPMARK_JWT_SECRET' || name === 'HELPMARK_ORIGINS')
        return [name, value.split(',').map((part) => part.trim())];
      if (name === 'HELPMARK_LIMITS') return [name, readJson(value)];
      return [name, value.trim()];
    }),
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}

function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  nameOf: (path: string[]) => string,
): z.output<Schema> {
  const result = z.safeParse(schema, value, { error: sentenceFor });
  if (result.success) return result.data;
  throw new SettingsError(result.error.issues.map(({ path, message }) => `${nameOf(path.map(String))}: ${message}`).join('\n'));
}

/** For what a schema here says nothing about itself. */
function sentenceFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys')
    return `there is no member ${issue.keys.map((key) => `"${key}"`).join(', ')}; leave it out.`;
  if (issue.code === 'invalid_type') return `write a value of type ${issue.expected}.`;
  return undefined;
}

/** Keys fetched over an open line could be anyone's; a machine's own are its own. */
function isKeyAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}
