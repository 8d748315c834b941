'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('an empty list is an empty list', async (t) => {
  const server = await startApp(t);
  const answer = await call(server.address, 'GET', '/api/todos');
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body.todos, []);
});

test('tasks come in the order in which they were added', async (t) => {
  const server = await startApp(t);
  for (const title of ['Buy bread', 'Water the plants', 'Call Ada']) await call(server.address, 'POST', '/api/todos', { title });
  const { body } = await call(server.address, 'GET', '/api/todos');
  assert.deepEqual(body.todos.map((todo) => todo.title), ['Buy bread', 'Water the plants', 'Call Ada']);
});
