'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('adds a task and gives it back with an id', async (t) => {
  const server = await startApp(t);
  const added = await call(server.address, 'POST', '/api/todos', { title: 'Buy bread' });
  assert.equal(added.status, 201);
  assert.deepEqual(added.body, { id: 1, title: 'Buy bread', done: false });
});

test('every task gets an id of its own', async (t) => {
  const server = await startApp(t);
  const first = await call(server.address, 'POST', '/api/todos', { title: 'One' });
  const second = await call(server.address, 'POST', '/api/todos', { title: 'One' });
  assert.notEqual(first.body.id, second.body.id);
});
