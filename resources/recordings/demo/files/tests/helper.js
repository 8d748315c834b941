'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { createApp } = require('../lib/app.js');

const serverFile = path.join(__dirname, '..', 'server.js');

function dataFolder(t, options) {
  if (options.folder) return options.folder;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'todo-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Listens with the real application on a free port, in the process of the test, with a data file of its own.
async function startApp(t, options = {}) {
  const folder = dataFolder(t, options);
  const server = http.createServer(createApp({ dataFile: path.join(folder, 'todos.json') }));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${server.address().port}`;
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  t.after(stop);
  return { address, stop };
}

// Starts the program as a person would, on a free port; it ends with the test.
async function startServer(t, options = {}) {
  const folder = dataFolder(t, options);
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
  t.after(stop);
  return { address, line, stop };
}

// Sends the path as it stands: nothing on the way makes it tidy.
function ask(address, method, route, type, body) {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const headers = type ? { 'content-type': type } : {};
    const request = http.request({ hostname, port, method, path: route, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => { text += part; });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function call(address, method, route, body) {
  const answer = body === undefined ? await ask(address, method, route)
    : await ask(address, method, route, 'application/json', JSON.stringify(body));
  return { status: answer.status, headers: answer.headers, body: answer.text ? JSON.parse(answer.text) : null };
}

module.exports = { startApp, startServer, ask, call };
