'use strict';

const http = require('node:http');
const path = require('node:path');
const { createApp } = require('./lib/app.js');

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || '127.0.0.1';
const dataFile = process.env.DATA_FILE || path.join(__dirname, 'data', 'todos.json');

const server = http.createServer(createApp({ dataFile }));

server.on('error', (error) => {
  console.error(`cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});

server.listen(port, host, () => {
  console.log(`To-do list listening at http://${host}:${server.address().port}`);
});

function stop() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
