'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, call } = require('./helper.js');

test('counts open and done tasks, whatever is shown', async (t) => {
  const server = await startApp(t);
  for (const title of ['One', 'Two', 'Three']) await call(server.address, 'POST', '/api/todos', { title });
  await call(server.address, 'PATCH', '/api/todos/3', { done: true });
  for (const show of ['all', 'open', 'done']) {
    const { body } = await call(server.address, 'GET', `/api/todos?show=${show}`);
    assert.deepEqual(body.counts, { open: 2, done: 1 });
  }
});
