import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthError } from './auth-error.js';
import { ClientError, isClientError } from './client-error.js';
import { HttpError } from './http-error.js';
import { NetworkError } from './network-error.js';
import { TimeoutError } from './timeout-error.js';
import { ValidationError } from './validation-error.js';

const cause = new Error('the reason');
const errors = [
  new NetworkError('GET /v1/unread', cause),
  new TimeoutError('GET /v1/unread', 30_000),
  new AuthError('Nobody is signed in.', 'token-unavailable', cause),
  new HttpError('GET /v1/unread', { status: 500 }),
  new ValidationError('POST /v1/tickets', { status: 422 }),
];

test('every error is a ClientError by class and by brand, and tells its own name', () => {
  for (const error of errors) {
    assert.ok(error instanceof ClientError && error instanceof Error);
    assert.equal(isClientError(error), true);
    assert.match(`${error}`, /^(Network|Timeout|Auth|Http|Validation)Error: /);
    assert.equal(error.name, error.constructor.name);
    assert.equal(Object.hasOwn(error, 'cause'), error.cause !== undefined);
  }
});

test('an error of a second copy of the package is known by its brand', async () => {
  // What the build made of the same class.
  const path = new URL('../../dist/errors/network-error.js', import.meta.url).href;
  const copy = (await import(path)) as { NetworkError: typeof NetworkError };
  assert.notEqual(copy.NetworkError, NetworkError);
  const error: unknown = new copy.NetworkError('GET /v1/unread', cause);
  assert.ok(!(error instanceof NetworkError));
  assert.ok(isClientError(error));
  assert.equal(error.code, 'network');
});

test('nothing else is a ClientError', () => {
  for (const other of [
    undefined,
    null,
    0,
    '',
    'network',
    {},
    { code: 'network' },
    new Error('x'),
    new DOMException('x', 'AbortError'),
  ]) {
    assert.equal(isClientError(other), false);
  }
});

test('what brought an error about is kept', () => {
  assert.equal(new NetworkError('GET /', cause).cause, cause);
  assert.equal(new AuthError('x', 'token-unavailable', cause).cause, cause);
  assert.equal(new HttpError('GET /', { status: 200, cause }).cause, cause);
});
