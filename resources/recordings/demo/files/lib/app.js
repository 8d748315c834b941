'use strict';

const { Router } = require('./router.js');

// Makes the function that answers requests.
function createApp() {
  const router = new Router();

  router.on('GET', '/health', (request, response) => {
    router.json(response, 200, { status: 'ok' });
  });

  return (request, response) => router.handle(request, response);
}

module.exports = { createApp };
