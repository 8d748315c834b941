'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('takes every done task away at once', async (t) => {
  const server = await startApp(t);
  for (const title of ['One', 'Two', 'Three']) await call(server.address, 'POST', '/api/todos', { title });
  for (const id of [1, 3]) await call(server.address, 'PATCH', `/api/todos/${id}`, { done: true });
  const cleared = await call(server.address, 'DELETE', '/api/todos?done=true');
  assert.equal(cleared.status, 200);
  assert.deepEqual(cleared.body, { removed: 2 });
  const { body } = await call(server.address, 'GET', '/api/todos');
  assert.deepEqual(body.todos.map((todo) => todo.title), ['Two']);
});

test('never takes open tasks away', async (t) => {
  const server = await startApp(t);
  await call(server.address, 'POST', '/api/todos', { title: 'One' });
  assert.equal((await call(server.address, 'DELETE', '/api/todos')).status, 400);
  assert.equal((await call(server.address, 'GET', '/api/todos')).body.todos.length, 1);
});
