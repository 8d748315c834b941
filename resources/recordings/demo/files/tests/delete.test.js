'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('a deleted task is gone, the others stay', async (t) => {
  const server = await startApp(t);
  for (const title of ['One', 'Two', 'Three']) await call(server.address, 'POST', '/api/todos', { title });
  assert.equal((await call(server.address, 'DELETE', '/api/todos/2')).status, 204);
  const { body } = await call(server.address, 'GET', '/api/todos');
  assert.deepEqual(body.todos.map((todo) => todo.id), [1, 3]);
});

test('a task can be deleted only once', async (t) => {
  const server = await startApp(t);
  await call(server.address, 'POST', '/api/todos', { title: 'One' });
  assert.equal((await call(server.address, 'DELETE', '/api/todos/1')).status, 204);
  assert.equal((await call(server.address, 'DELETE', '/api/todos/1')).status, 404);
});
