'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startApp, ask } = require('./helper.js');

test('serves a page that works with keyboard and screen reader', async (t) => {
  const server = await startApp(t);
  const page = await ask(server.address, 'GET', '/');
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'], /^text\/html/);
  const html = page.text;
  assert.match(html, /<html lang="en">/);
  assert.match(html, /<label for="title">/);
  assert.match(html, /role="alert"/);
  assert.match(html, /role="status"/);
});

test('serves the script and the style that the page names, and nothing else', async (t) => {
  const server = await startApp(t);
  for (const [route, type] of [['/app.js', /javascript/], ['/style.css', /css/]]) {
    const file = await ask(server.address, 'GET', route);
    assert.equal(file.status, 200);
    assert.match(file.headers['content-type'], type);
    assert.ok(file.text.length > 500);
  }
  assert.equal((await ask(server.address, 'GET', '/server.js')).status, 404);
});
