'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startServer, call } = require('./helper.js');

test('prints the address at which it listens and answers there', async (t) => {
  const server = await startServer(t);
  assert.match(server.line, /listening at http:\/\/127\.0\.0\.1:\d+/);
  const answer = await call(server.address, 'GET', '/health');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, { status: 'ok' });
});

test('says when something is not there', async (t) => {
  const server = await startServer(t);
  assert.equal((await call(server.address, 'GET', '/nothing')).status, 404);
  assert.equal((await call(server.address, 'PUT', '/health')).status, 405);
});

test('ends with code 0 on SIGTERM', async (t) => {
  const server = await startServer(t);
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
});
