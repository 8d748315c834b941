# SPDX-License-Identifier: GPL-3.0-or-later
"""What the demonstration tells: a planning session, then one coding session a feature."""
from features import FEATURES
from steps import Session, bash, commit, edit, look, read, source, write
from versions import APP_WITH_FILE, APP_WITH_HEADERS, APP_WITH_PAGES, APP_WITH_TODOS

TITLE_RULES = """const { HttpError, readJson } = require('./router.js');

const LONGEST_TITLE = 200;

async function readObject(request) {
  const body = await readJson(request);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new HttpError(400, 'send a JSON object');
  return body;
}

function readTitle(value) {
  const title = typeof value === 'string' ? value.trim() : '';
  if (title.length < 1 || title.length > LONGEST_TITLE) throw new HttpError(400, `a title has 1 to ${LONGEST_TITLE} characters`);
  return title;
}
"""

READ_DONE = """
function readDone(value) {
  if (typeof value !== 'boolean') throw new HttpError(400, 'done is true or false');
  return value;
}

// The routes of the list."""

PATCH_ROUTE = """
  router.on('PATCH', '/api/todos/:id', async (request, response, params) => {
    const body = await readObject(request);
    const todo = store.update(Number(params.id), { done: readDone(body.done) });
    if (!todo) throw new HttpError(404, 'no such task');
    router.json(response, 200, todo);
  });
}

module.exports"""

READ_CHANGES = """
function readChanges(body) {
  const changes = {};
  if ('title' in body) changes.title = readTitle(body.title);
  if ('done' in body) changes.done = readDone(body.done);
  if (Object.keys(changes).length === 0) throw new HttpError(400, 'send title or done');
  return changes;
}

// The routes of the list."""

DELETE_ROUTE = """
  router.on('DELETE', '/api/todos/:id', (request, response, params) => {
    if (!store.remove(Number(params.id))) throw new HttpError(404, 'no such task');
    response.writeHead(204).end();
  });
}

module.exports"""

CLEAR_ROUTE = """
  // The condition must be named, so that nobody empties the list by mistake.
  router.on('DELETE', '/api/todos', (request, response, params, query) => {
    if (query.get('done') !== 'true') throw new HttpError(400, 'say done=true');
    router.json(response, 200, { removed: store.removeDone() });
  });
}

module.exports"""

GET_ROUTE = """  router.on('GET', '/api/todos', (request, response, params, query) => {
    const show = query.get('show') || 'all';
    if (!['all', 'open', 'done'].includes(show)) throw new HttpError(400, 'show is all, open or done');
    router.json(response, 200, { todos: store.list(show) });
  });"""

ROUTES, STORE = "lib/todos.js", "lib/store.js"
END = "}\n\nmodule.exports"


def tests(name):
    return f"tests/{name}.test.js"


def run(name):
    return bash(f"node --test {tests(name)}")


def run_all():
    return bash("node --test --test-concurrency=4 tests/", 120)


def plan():
    return (Session("plan")
            .turn("I look at what is there before I plan.", look())
            .turn("The specification asks for a small web application without packages. First the design, so that every session "
                  "builds towards the same page and the same routes.", write("DESIGN.md"))
            .turn("Now the plan: fourteen features, each with a test file that proves it and that cannot pass before the feature "
                  "is there.", ("propose_features", {"features": FEATURES}))
            .turn("The plan stands: the server first, then the page and adding tasks, then what builds on them. Persistence comes "
                  "late, when every operation that has to be kept is known."))


def server():
    return (Session("code", "server-starts")
            .turn("An empty workspace apart from the plan. I read the design for the parts that are planned.", read("DESIGN.md"))
            .turn("The frame first: a package file without packages, the server, and a router that turns errors into answers.",
                  write("package.json"), write(".gitignore", "node_modules/\ndata/\n"), write("server.js"),
                  write("lib/router.js"), write("lib/app.js"))
            .turn("The tests talk HTTP to the real application on a free port, and where it matters how it starts and ends, to the "
                  "real program; nothing is faked.",
                  write("tests/helper.js"), write(tests("server")))
            .turn("", run("server"))
            .turn("They pass. Once by hand, too, as a person would start it.",
                  bash("PORT=0 node server.js & pid=$!; sleep 0.5; kill -TERM $pid; wait $pid; echo \"exit code $?\""))
            .turn("It prints its address and ends cleanly.", commit("Start a server that prints its address and ends on SIGTERM"))
            .turn("The server listens on $PORT, answers /health, says 404 and 405 where it should, and ends with code 0 on SIGTERM."))


def page():
    return (Session("code", "page")
            .turn("Three files make the page. They are served from a fixed list, so that no path out of a request reaches the disk.",
                  write("lib/pages.js"), write("lib/app.js", APP_WITH_PAGES))
            .turn("The page itself: labels on every field, an alert for messages, a status for counts, buttons that say whether they "
                  "are pressed.", write("public/index.html"), write("public/app.js"), write("public/style.css"))
            .turn("", write(tests("page")), run("page"))
            .turn("", commit("Serve the page"))
            .turn("The page, its script and its style are served; anything else is not found."))


def add():
    return (Session("code", "add-task")
            .turn("A store for the tasks and the first routes.", write(STORE), write(ROUTES), write("lib/app.js", APP_WITH_TODOS))
            .turn("", write(tests("add")), run("add"))
            .turn("", commit("Add tasks"))
            .turn("Tasks can be added and get ids of their own. The route that lists them came along, since the page needs it."))


def listing():
    return (Session("code", "list-tasks")
            .turn("The route that lists tasks may be there already. I look before I write.", read(ROUTES))
            .turn("It is. What is missing is its proof.", write(tests("list")), run("list"))
            .turn("", commit("Test the order of the list"))
            .turn("The list was there and does what it should; its tests are new."))


def validate():
    return (Session("code", "refuse-bad-input")
            .turn("The tests first: they say what has to be refused.", write(tests("validate")), run("validate"))
            .turn("As expected they fail: everything is accepted so far, and a body that is not an object is an internal error. "
                  "Titles and bodies get rules of their own.",
                  edit(ROUTES, "const { readJson } = require('./router.js');\n", TITLE_RULES),
                  edit(ROUTES, "const { title } = await readJson(request);\n    router.json(response, 201, store.add(title));",
                       "const { title } = await readObject(request);\n    router.json(response, 201, store.add(readTitle(title)));"))
            .turn("", run("validate"))
            .turn("", commit("Refuse bad input with a reason"))
            .turn("Empty, blank, too long and non-text titles are refused with the rule; so are broken, foreign and oversized bodies."))


def complete():
    return (Session("code", "complete-task")
            .turn("A change of a task needs a method of the store and a route.",
                  edit(STORE, "  list() {", "  update(id, changes) {\n    const todo = this.todos.find((entry) => entry.id === id);\n"
                       "    if (!todo) return null;\n    return Object.assign(todo, changes);\n  }\n\n  list() {"),
                  edit(ROUTES, "\n// The routes of the list.", READ_DONE), edit(ROUTES, END, PATCH_ROUTE))
            .turn("", write(tests("complete")), run("complete"))
            .turn("", commit("Mark tasks as done"))
            .turn("Tasks can be done and opened again; unknown ids give 404, other values 400."))


def change():
    return (Session("code", "edit-task")
            .turn("The same route takes a title, by the rule that new titles obey.",
                  edit(ROUTES, "\n// The routes of the list.", READ_CHANGES),
                  edit(ROUTES, "    const body = await readObject(request);\n    const todo = store.update(Number(params.id), { done: "
                       "readDone(body.done) });", "    const todo = store.update(Number(params.id), readChanges(await readObject(request)));"))
            .turn("", write(tests("edit")), bash(f"node --test {tests('edit')} {tests('complete')}"))
            .turn("", commit("Change titles"))
            .turn("Titles can be changed and keep their rules; marking as done still works."))


def remove():
    return (Session("code", "delete-task")
            .turn("", edit(STORE, "  list() {", "  remove(id) {\n    const before = this.todos.length;\n    this.todos = this.todos."
                           "filter((todo) => todo.id !== id);\n    return this.todos.length < before;\n  }\n\n  list() {"),
                  edit(ROUTES, END, DELETE_ROUTE))
            .turn("", write(tests("delete")), run("delete"))
            .turn("", commit("Delete tasks"))
            .turn("A task can be deleted once; the others keep their places."))


def filters():
    return (Session("code", "filter-tasks")
            .turn("The filter belongs into the store, its check into the route.",
                  edit(STORE, "  list() {\n    return this.todos;", "  list(show = 'all') {\n    return show === 'all' ? this.todos : "
                       "this.todos.filter((todo) => todo.done === (show === 'done'));"),
                  edit(ROUTES, "  router.on('GET', '/api/todos', (request, response) => {\n    router.json(response, 200, { todos: "
                       "store.list() });\n  });", GET_ROUTE))
            .turn("", write(tests("filter")), run("filter"))
            .turn("", commit("Filter tasks"))
            .turn("All, open and done tasks can be shown; another filter is refused."))


def counts():
    return (Session("code", "count-tasks")
            .turn("", edit(STORE, "  list(show", "  counts() {\n    const done = this.list('done').length;\n    return { open: "
                           "this.todos.length - done, done };\n  }\n\n  list(show"),
                  edit(ROUTES, "{ todos: store.list(show) }", "{ todos: store.list(show), counts: store.counts() }"))
            .turn("", write(tests("count")), run("count"))
            .turn("", commit("Count tasks"))
            .turn("The counts come with every list and do not depend on the filter."))


def clear():
    return (Session("code", "clear-done")
            .turn("", edit(STORE, "  counts() {", "  removeDone() {\n    const before = this.todos.length;\n    this.todos = this.todos."
                           "filter((todo) => !todo.done);\n    return before - this.todos.length;\n  }\n\n  counts() {"),
                  edit(ROUTES, END, CLEAR_ROUTE))
            .turn("", write(tests("clear")), run("clear"))
            .turn("", commit("Clear done tasks"))
            .turn("Done tasks go at once, open ones never; the condition has to be named."))


def keep():
    return (Session("code", "keep-tasks")
            .turn("Every operation that has to be kept is there now. I read the store before I give it a file.", read(STORE))
            .turn("The store loads when it is made and saves after each change: beside, then renamed, so that a crash leaves the old "
                  "file or the new one. The two ways to remove tasks become one.",
                  write(STORE, source("lib/store-with-file.js")), write("lib/app.js", APP_WITH_FILE))
            .turn("", write(tests("persist")), run("persist"))
            .turn("A real defect: after a restart the ids begin at 1 again, so a new task gets the id of an old one. The next id has to "
                  "follow from the tasks that were loaded.",
                  edit(STORE, "    this.nextId = 1;", "    this.nextId = 1 + Math.max(0, ...this.todos.map((todo) => todo.id));"))
            .turn("", run("persist"))
            .turn("That was it. The store is new, so everything that uses it is tested again.", run_all())
            .turn("", commit("Keep tasks in a file"))
            .turn("Tasks survive a restart, ids stay unique, no half-written file is left, and a damaged file is kept aside."))


def safe():
    return (Session("code", "stay-safe")
            .turn("One place sets the headers of every answer.", write("lib/app.js", APP_WITH_HEADERS))
            .turn("", write(tests("security")), run("security"))
            .turn("", commit("Set headers that keep foreign scripts out"))
            .turn("Only the page's own script and style may run, the page cannot be framed, titles are only ever set as text."))


def look_of_it():
    return (Session("code", "look")
            .turn("The style came with the page. Whether it is readable is a matter of numbers, so the test computes the contrast.",
                  write(tests("style")), run("style"))
            .turn("Both themes pass. A page about how to run it, and everything once more.", write("README.md"),
                  run_all())
            .turn("", commit("Test the contrast, describe how to run it"))
            .turn("Light and dark theme are readable, focus is visible, small screens have a layout of their own."))


def doubt():
    """Of the sceptical session, which works in a copy: the same answers each time that it is held."""
    return (Session("verify")
            .turn("I break the server on purpose and look whether its test notices, and whether every test asserts something.",
                  bash("grep -L assert tests/*.test.js; printf 'process.exit(1);\\n' > server.js; "
                       "node --test tests/server.test.js > /dev/null || echo 'a server that does not start is noticed'"))
            .turn("The tests ask the running server and compare what it answers; a broken one is noticed. I have nothing against them."))


def sessions():
    return [plan(), server(), page(), add(), listing(), validate(), complete(), change(), remove(), filters(), counts(), clear(),
            keep(), safe(), look_of_it(), doubt()]
