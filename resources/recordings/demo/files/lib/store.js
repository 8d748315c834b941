'use strict';

// The tasks, in the order in which they were added.
class TodoStore {
  constructor() {
    this.todos = [];
    this.nextId = 1;
  }

  add(title) {
    const todo = { id: this.nextId, title, done: false };
    this.nextId += 1;
    this.todos.push(todo);
    return todo;
  }

  list() {
    return this.todos;
  }
}

module.exports = { TodoStore };
