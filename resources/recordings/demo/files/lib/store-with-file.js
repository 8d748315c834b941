'use strict';

const fs = require('node:fs');
const path = require('node:path');

// The tasks, in the order in which they were added, kept in a JSON file.
class TodoStore {
  constructor(file) {
    this.file = file;
    this.todos = this.load();
    this.nextId = 1;
  }

  load() {
    let text;
    try {
      text = fs.readFileSync(this.file, 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw error;
    }
    try {
      return JSON.parse(text).todos;
    } catch {
      // Somebody may still want to mend it.
      fs.renameSync(this.file, `${this.file}.damaged`);
      return [];
    }
  }

  // Written beside and renamed, so that a crash leaves the old file or the new one, never a half.
  save() {
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    const beside = `${this.file}.new`;
    fs.writeFileSync(beside, `${JSON.stringify({ todos: this.todos }, null, 2)}\n`);
    fs.renameSync(beside, this.file);
  }

  add(title) {
    const todo = { id: this.nextId, title, done: false };
    this.nextId += 1;
    this.todos.push(todo);
    this.save();
    return todo;
  }

  list(show = 'all') {
    return show === 'all' ? this.todos : this.todos.filter((todo) => todo.done === (show === 'done'));
  }

  counts() {
    const done = this.list('done').length;
    return { open: this.todos.length - done, done };
  }

  update(id, changes) {
    const todo = this.todos.find((entry) => entry.id === id);
    if (!todo) return null;
    Object.assign(todo, changes);
    this.save();
    return todo;
  }

  remove(id) {
    return this.keep((todo) => todo.id !== id) === 1;
  }

  removeDone() {
    return this.keep((todo) => !todo.done);
  }

  // Keeps what passes the test; returns how many went.
  keep(test) {
    const before = this.todos.length;
    this.todos = this.todos.filter(test);
    if (this.todos.length !== before) this.save();
    return before - this.todos.length;
  }
}

module.exports = { TodoStore };
