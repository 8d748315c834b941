'use strict';

const fs = require('node:fs');
const path = require('node:path');

const FOLDER = path.join(__dirname, '..', 'public');
const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/app.js': ['app.js', 'text/javascript; charset=utf-8'],
};

// A fixed list of files: no path out of a request ever reaches the disk.
function addPages(router) {
  for (const [address, [name, type]] of Object.entries(FILES)) {
    router.on('GET', address, (request, response) => {
      const content = fs.readFileSync(path.join(FOLDER, name));
      response.writeHead(200, { 'content-type': type, 'content-length': content.length, 'cache-control': 'no-cache' });
      response.end(content);
    });
  }
}

module.exports = { addPages };
