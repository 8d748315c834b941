'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('a task can be done, and open again', async (t) => {
  const server = await startApp(t);
  await call(server.address, 'POST', '/api/todos', { title: 'Buy bread' });
  const done = await call(server.address, 'PATCH', '/api/todos/1', { done: true });
  assert.equal(done.status, 200);
  assert.equal(done.body.done, true);
  const open = await call(server.address, 'PATCH', '/api/todos/1', { done: false });
  assert.equal(open.body.done, false);
});

test('an unknown task is not found, a wrong value is refused', async (t) => {
  const server = await startApp(t);
  await call(server.address, 'POST', '/api/todos', { title: 'Buy bread' });
  assert.equal((await call(server.address, 'PATCH', '/api/todos/7', { done: true })).status, 404);
  assert.equal((await call(server.address, 'PATCH', '/api/todos/x', { done: true })).status, 404);
  assert.equal((await call(server.address, 'PATCH', '/api/todos/1', { done: 'yes' })).status, 400);
});
