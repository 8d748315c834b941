'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('shows all, open or done tasks', async (t) => {
  const server = await startApp(t);
  for (const title of ['One', 'Two', 'Three']) await call(server.address, 'POST', '/api/todos', { title });
  await call(server.address, 'PATCH', '/api/todos/2', { done: true });
  const ids = async (show) => (await call(server.address, 'GET', `/api/todos?show=${show}`)).body.todos.map((todo) => todo.id);
  assert.deepEqual(await ids('all'), [1, 2, 3]);
  assert.deepEqual(await ids('open'), [1, 3]);
  assert.deepEqual(await ids('done'), [2]);
});

test('refuses another filter', async (t) => {
  const server = await startApp(t);
  assert.equal((await call(server.address, 'GET', '/api/todos?show=some')).status, 400);
});
