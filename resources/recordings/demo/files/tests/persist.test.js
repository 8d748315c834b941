'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const { startApp, startServer, call } = require('./helper.js');

function ownFolder(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'todo-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('tasks are there again after a restart', async (t) => {
  const folder = ownFolder(t);
  const first = await startServer(t, { folder });
  await call(first.address, 'POST', '/api/todos', { title: 'Buy bread' });
  await call(first.address, 'POST', '/api/todos', { title: 'Call Ada' });
  await call(first.address, 'PATCH', '/api/todos/1', { done: true });
  await first.stop();
  const second = await startServer(t, { folder });
  const { body } = await call(second.address, 'GET', '/api/todos');
  assert.deepEqual(body.todos, [{ id: 1, title: 'Buy bread', done: true }, { id: 2, title: 'Call Ada', done: false }]);
});

test('a task added after a restart gets an id of its own', async (t) => {
  const folder = ownFolder(t);
  const first = await startApp(t, { folder });
  await call(first.address, 'POST', '/api/todos', { title: 'Buy bread' });
  await first.stop();
  const second = await startApp(t, { folder });
  const added = await call(second.address, 'POST', '/api/todos', { title: 'Call Ada' });
  assert.equal(added.body.id, 2);
});

test('leaves no half-written file behind', async (t) => {
  const folder = ownFolder(t);
  const server = await startApp(t, { folder });
  await call(server.address, 'POST', '/api/todos', { title: 'Buy bread' });
  assert.deepEqual(fs.readdirSync(folder), ['todos.json']);
});

test('a damaged file is kept aside, never overwritten', async (t) => {
  const folder = ownFolder(t);
  fs.writeFileSync(path.join(folder, 'todos.json'), '{"todos": [');
  const server = await startApp(t, { folder });
  assert.deepEqual((await call(server.address, 'GET', '/api/todos')).body.todos, []);
  assert.equal(fs.readFileSync(path.join(folder, 'todos.json.damaged'), 'utf8'), '{"todos": [');
});
