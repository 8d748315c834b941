'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, ask, call } = require('./helper.js');

test('answers carry headers that keep foreign scripts out', async (t) => {
  const server = await startApp(t);
  const { headers } = await ask(server.address, 'GET', '/');
  const policy = headers['content-security-policy'];
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['referrer-policy'], 'no-referrer');
});

test('markup in a title stays text', async (t) => {
  const server = await startApp(t);
  const title = '<img src=x onerror=alert(1)>';
  await call(server.address, 'POST', '/api/todos', { title });
  const answer = await call(server.address, 'GET', '/api/todos');
  assert.equal(answer.body.todos[0].title, title);
  assert.match(answer.headers['content-type'], /^application\/json/);
  const script = (await ask(server.address, 'GET', '/app.js')).text;
  assert.ok(!/innerHTML|insertAdjacentHTML|document\.write/.test(script));
});

test('no path leads out of the public files', async (t) => {
  const server = await startApp(t);
  for (const route of ['/../package.json', '/%2e%2e/package.json', '/public/../server.js', '//etc/passwd'])
    assert.equal((await ask(server.address, 'GET', route)).status, 404, route);
});
