'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('a title can be changed', async (t) => {
  const server = await startApp(t);
  await call(server.address, 'POST', '/api/todos', { title: 'Buy bred' });
  const changed = await call(server.address, 'PATCH', '/api/todos/1', { title: ' Buy bread ' });
  assert.equal(changed.status, 200);
  assert.deepEqual(changed.body, { id: 1, title: 'Buy bread', done: false });
});

test('a title cannot be taken away', async (t) => {
  const server = await startApp(t);
  await call(server.address, 'POST', '/api/todos', { title: 'Buy bread' });
  assert.equal((await call(server.address, 'PATCH', '/api/todos/1', { title: ' ' })).status, 400);
  const { body } = await call(server.address, 'GET', '/api/todos');
  assert.equal(body.todos[0].title, 'Buy bread');
});
