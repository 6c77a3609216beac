import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { readSettings } from './settings.js';
import { SettingsError } from './settings-error.js';

const secret = 'x'.repeat(32);
const other = 'y'.repeat(64);

describe('The settings', () => {
  let folder: string;
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('need no more than a secret', () => {
    const settings = readSettings({ HELPMARK_JWT_SECRET: secret, HELPMARK_POLICY: '', HOME: '/nowhere' });
    assert.deepEqual(settings, { port: 8080, server: { auth: { secrets: [secret] }, origins: [] } });
  });

  it('open metrics by a token, or on a port of their own', () => {
    const { metricsPort, server } = readSettings({ HELPMARK_JWT_SECRET: secret, HELPMARK_METRICS_PORT: '9090' });
    assert.deepEqual([metricsPort, server.metrics], [9090, true]);
    const opened = readSettings({ HELPMARK_JWT_SECRET: secret, HELPMARK_METRICS_TOKEN: 'sixteen-letters!' });
    assert.deepEqual([opened.metricsPort, opened.server.metrics], [undefined, { token: 'sixteen-letters!' }]);
    assert.throws(
      () => readSettings({ HELPMARK_JWT_SECRET: secret, HELPMARK_METRICS_TOKEN: 'short' }),
      /^SettingsError: HELPMARK_METRICS_TOKEN: write 16 characters or more, without spaces\.$/,
    );
  });

  it('say everything that one workspace needs', () => {
    const policy = { ...defaultPolicy, version: 'mine' };
    const settings = readSettings({
      HELPMARK_DATABASE_URL: 'file:./elsewhere.db',
      HELPMARK_JWT_SECRET: `${secret}, ${other}`,
      HELPMARK_JWKS_URL: 'https://app.example.com/jwks.json',
      HELPMARK_ISSUER: 'https://app.example.com',
      HELPMARK_POLICY: file('policy.json', policy),
      HELPMARK_ORIGINS: 'https://app.example.com,http://localhost:3000',
      HELPMARK_PAGE_ORIGIN: 'https://app.example.com',
      HELPMARK_LIMITS: '{"person":{"writes":5}}',
      PORT: '0',
    });
    assert.deepEqual(settings, {
      port: 0,
      server: {
        database: 'file:./elsewhere.db',
        auth: { secrets: [secret, other], jwksUrl: 'https://app.example.com/jwks.json', issuer: 'https://app.example.com' },
        policy: JSON.parse(JSON.stringify(policy)),
        origins: ['https://app.example.com', 'http://localhost:3000'],
        pageOrigin: 'https://app.example.com',
        limits: { person: { writes: 5 } },
      },
    });
    assert.equal(readSettings({ HELPMARK_JWT_SECRET: secret, HELPMARK_LIMITS: 'off' }).server.limits, false);
  });

  it('say what several workspaces need, each with its own keys, policy and origins', async () => {
    file('globex-policy.json', { ...defaultPolicy, version: 'globex-1' });
    const workspaces = file('workspaces.json', {
      acme: { secrets: [secret], origins: ['https://acme.example.com'], pageOrigin: 'https://acme.example.com' },
      globex: { jwksUrl: 'https://globex.example.com/jwks.json', issuer: 'globex', policy: 'globex-policy.json' },
    });
    const { server } = readSettings({
      HELPMARK_WORKSPACES: workspaces,
      HELPMARK_ORIGINS: 'https://both.example.com',
      HELPMARK_PAGE_ORIGIN: 'https://both.example.com',
    });
    assert.ok(typeof server.auth === 'function' && typeof server.policy === 'function');
    assert.deepEqual(await server.auth('acme'), { secrets: [secret] });
    assert.deepEqual(await server.auth('globex'), { jwksUrl: 'https://globex.example.com/jwks.json', issuer: 'globex' });
    for (const name of ['nowhere', 'constructor', '__proto__', '']) assert.equal(await server.auth(name), undefined);
    assert.equal((await server.policy('globex'))?.version, 'globex-1');
    assert.equal(await server.policy('acme'), undefined);
    assert.ok(typeof server.pageOrigin === 'function');
    assert.equal(server.pageOrigin('acme'), 'https://acme.example.com');
    assert.equal(server.pageOrigin('globex'), 'https://both.example.com');
    assert.deepEqual(server.origins, ['https://both.example.com', 'https://acme.example.com']);
  });

  it('that are wrong end the start, with the name and what to write for each', () => {
    const wrong: [environment: Record<string, string>, sentences: RegExp[]][] = [
      [{}, [/^HELPMARK_JWT_SECRET: write the secret .* HELPMARK_JWKS_URL\.$/]],
      [{ HELPMARK_JWT_SECRET: 'short' }, [/^HELPMARK_JWT_SECRET: .*32 bytes/]],
      [{ HELPMARK_JWT_SECRET: `${secret},${secret},${secret}` }, [/^HELPMARK_JWT_SECRET: write two/]],
      [{ HELPMARK_JWKS_URL: 'http://app.example.com/jwks.json' }, [/^HELPMARK_JWKS_URL: write an https address/]],
      [{ HELPMARK_DATABASE_URL: 'mysql://x' }, [/^HELPMARK_DATABASE_URL: write file:/]],
      [{ HELPMARK_ORIGINS: '*' }, [/^HELPMARK_ORIGINS: write scheme and host/]],
      [{ HELPMARK_PAGE_ORIGIN: 'app.example.com' }, [/^HELPMARK_PAGE_ORIGIN: write scheme and host/]],
      [{ HELPMARK_LIMITS: 'none' }, [/^HELPMARK_LIMITS: write off, or JSON/]],
      [{ HELPMARK_LIMITS: '{"person":{"writes":0}}' }, [/^HELPMARK_LIMITS: write a number above 0/]],
      [{ PORT: 'http' }, [/^PORT: write a whole number/]],
      [{ PORT: '65536' }, [/^PORT: write a whole number/]],
      [{ PORT: '80.5' }, [/^PORT: write a whole number/]],
      [{ HELPMARK_POLICY: join(folder, 'none.json') }, [/^HELPMARK_POLICY: there is no file to read at .*none\.json/]],
      [{ HELPMARK_POLICY: file('broken.json', '{') }, [/^HELPMARK_POLICY: the file .*broken\.json is not JSON/]],
      [
        { HELPMARK_POLICY: file('faulty.json', { ...defaultPolicy, baseFields: ['nothing'] }) },
        [/^HELPMARK_POLICY, in .*faulty\.json: /, /baseFields\.0: There is no field "nothing"\./],
      ],
      [{ PORT: 'x', HELPMARK_ORIGINS: 'y' }, [/^PORT: /m, /^HELPMARK_ORIGINS: /m]],
    ];
    for (const [environment, sentences] of wrong) {
      const whole = Object.keys(environment).length === 0 ? {} : { HELPMARK_JWT_SECRET: secret, ...environment };
      assert.throws(
        () => readSettings(whole),
        (error) => {
          assert.ok(error instanceof SettingsError, String(error));
          for (const sentence of sentences) assert.match(error.message, sentence);
          return true;
        },
      );
    }
  });

  it('of several workspaces name the workspace that is wrong, and stand beside no settings of one', () => {
    const wrong: [content: unknown, sentence: RegExp][] = [
      [{ acme: {} }, /at acme: write "secrets" or "jwksUrl"/],
      [{ acme: { secrets: ['short'] } }, /at acme\.secrets\.0: .*32 bytes/],
      [{ acme: { secrets: [secret], polcy: 'x' } }, /at acme: there is no member "polcy"/],
      [{ acme: { secrets: [secret], policy: 'none.json' } }, /at acme\.policy: there is no file to read/],
      [{}, /write one workspace at least/],
      [[], /write a value of type record/],
    ];
    for (const [content, sentence] of wrong) {
      assert.throws(() => readSettings({ HELPMARK_WORKSPACES: file('wrong.json', content) }), sentence);
    }
    const right = file('right.json', { acme: { secrets: [secret] } });
    assert.throws(
      () => readSettings({ HELPMARK_WORKSPACES: right, HELPMARK_JWT_SECRET: secret }),
      /leave out HELPMARK_JWT_SECRET/,
    );
  });
});
