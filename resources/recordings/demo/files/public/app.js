'use strict';

const list = document.getElementById('todos');
const message = document.getElementById('message');
let show = 'all';

async function call(method, address, body) {
  const response = await fetch(address, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = response.status === 204 ? {} : await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

// Runs an action, then shows the list as the server has it.
async function act(action) {
  message.textContent = '';
  try {
    await action();
    await refresh();
  } catch (error) {
    message.textContent = error.message;
  }
}

function button(text, label, onClick) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', onClick);
  return made;
}

// Titles are only ever set as text, so that nothing in them becomes markup.
function item(todo) {
  const row = document.createElement('li');
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = todo.done;
  box.addEventListener('change', () => act(() => call('PATCH', `/api/todos/${todo.id}`, { done: box.checked })));
  const title = document.createElement('span');
  title.textContent = todo.title;
  label.append(box, title);
  row.append(
    label,
    button('Edit', `Edit ${todo.title}`, () => {
      const changed = prompt('Title', todo.title);
      if (changed !== null) act(() => call('PATCH', `/api/todos/${todo.id}`, { title: changed }));
    }),
    button('Delete', `Delete ${todo.title}`, () => act(() => call('DELETE', `/api/todos/${todo.id}`))),
  );
  if (todo.done) row.className = 'done';
  return row;
}

async function refresh() {
  const { todos, counts } = await call('GET', `/api/todos?show=${show}`);
  list.replaceChildren(...todos.map(item));
  document.getElementById('empty').hidden = todos.length > 0;
  document.getElementById('count').textContent = counts ? `${counts.open} open, ${counts.done} done` : '';
}

document.getElementById('add').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = event.target.elements.title;
  act(async () => {
    await call('POST', '/api/todos', { title: field.value });
    field.value = '';
    field.focus();
  });
});

for (const filter of document.querySelectorAll('[data-show]')) {
  filter.addEventListener('click', () => {
    show = filter.dataset.show;
    for (const other of document.querySelectorAll('[data-show]')) other.setAttribute('aria-pressed', String(other === filter));
    act(async () => {});
  });
}

document.getElementById('clear').addEventListener('click', () => act(() => call('DELETE', '/api/todos?done=true')));

act(async () => {});
