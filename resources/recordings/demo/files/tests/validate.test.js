'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, ask, call } = require('./helper.js');

test('refuses what is not a title, and says why', async (t) => {
  const server = await startApp(t);
  for (const title of ['', '   ', 42, null, 'x'.repeat(201)]) {
    const answer = await call(server.address, 'POST', '/api/todos', { title });
    assert.equal(answer.status, 400, JSON.stringify(title));
    assert.match(answer.body.error, /title/);
  }
  assert.deepEqual((await call(server.address, 'GET', '/api/todos')).body.todos, []);
});

test('takes spaces off the ends', async (t) => {
  const server = await startApp(t);
  const added = await call(server.address, 'POST', '/api/todos', { title: '  Buy bread ' });
  assert.equal(added.body.title, 'Buy bread');
});

test('refuses bodies that are not JSON, or too large', async (t) => {
  const server = await startApp(t);
  const send = (type, body) => ask(server.address, 'POST', '/api/todos', type, body);
  assert.equal((await send('application/json', '{"title":')).status, 400);
  assert.equal((await send('application/json', '[]')).status, 400);
  assert.equal((await send('application/json', 'null')).status, 400);
  assert.equal((await send('text/plain', 'title=x')).status, 415);
  assert.equal((await send('application/json', JSON.stringify({ title: 'x'.repeat(20000) }))).status, 413);
});
