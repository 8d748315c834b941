'use strict';

const { readJson } = require('./router.js');

// The routes of the list.
function addTodos(router, store) {
  router.on('POST', '/api/todos', async (request, response) => {
    const { title } = await readJson(request);
    router.json(response, 201, store.add(title));
  });

  router.on('GET', '/api/todos', (request, response) => {
    router.json(response, 200, { todos: store.list() });
  });
}

module.exports = { addTodos };
