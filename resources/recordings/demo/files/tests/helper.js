'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const serverFile = path.join(__dirname, '..', 'server.js');

// Starts the real server on a free port with a data file of its own; both go with the test.
async function startServer(t, options = {}) {
  const folder = options.folder || fs.mkdtempSync(path.join(os.tmpdir(), 'todo-'));
  const child = spawn(process.execPath, [serverFile], {
    env: { ...process.env, PORT: '0', DATA_FILE: path.join(folder, 'todos.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  const line = await new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8');
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('the server ended before it listened')));
  });
  const address = /http:\/\/\S+/.exec(line)[0];
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  t.after(async () => {
    await stop();
    if (!options.folder) fs.rmSync(folder, { recursive: true, force: true });
  });
  return { address, line, folder, stop };
}

async function call(address, method, route, body) {
  const response = await fetch(address + route, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

module.exports = { startServer, call };
