'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { startServer, call } = require('./helper.js');

test('serves a page that works with keyboard and screen reader', async (t) => {
  const server = await startServer(t);
  const response = await fetch(`${server.address}/`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/html/);
  const html = await response.text();
  assert.match(html, /<html lang="en">/);
  assert.match(html, /<label for="title">/);
  assert.match(html, /role="alert"/);
  assert.match(html, /role="status"/);
});

test('serves the script and the style that the page names, and nothing else', async (t) => {
  const server = await startServer(t);
  for (const [route, type] of [['/app.js', /javascript/], ['/style.css', /css/]]) {
    const response = await fetch(server.address + route);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), type);
    assert.ok((await response.text()).length > 500);
  }
  assert.equal((await call(server.address, 'GET', '/server.js')).status, 404);
});
