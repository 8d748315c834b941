# SPDX-License-Identifier: GPL-3.0-or-later
"""lib/app.js as it grows; written whole each time, so that a session may be played twice."""

FRAME = """'use strict';

{requires}
{before}// Makes the function that answers requests.
function createApp({arguments}) {{
  const router = new Router();

  router.on('GET', '/health', (request, response) => {{
    router.json(response, 200, {{ status: 'ok' }});
  }});
{adds}
{answer}
}}

module.exports = {{ createApp }};
"""

ANSWER = "  return (request, response) => router.handle(request, response);"
HEADERS = """const HEADERS = {
  'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

"""
ANSWER_WITH_HEADERS = """  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    return router.handle(request, response);
  };"""


def app(modules, adds, arguments="", before="", answer=ANSWER):
    names = {"pages": "addPages", "router": "Router", "store": "TodoStore", "todos": "addTodos"}
    requires = "".join(f"const {{ {names[m]} }} = require('./{m}.js');\n" for m in modules)
    return FRAME.format(requires=requires, adds="".join(f"  {a}\n" for a in adds), arguments=arguments, before=before, answer=answer)


ALL = ["pages", "router", "store", "todos"]
WITH_FILE = ["addPages(router);", "addTodos(router, new TodoStore(dataFile));"]
APP_WITH_PAGES = app(["pages", "router"], ["addPages(router);"])
APP_WITH_TODOS = app(ALL, ["addPages(router);", "addTodos(router, new TodoStore());"])
APP_WITH_FILE = app(ALL, WITH_FILE, "{ dataFile }")
APP_WITH_HEADERS = app(ALL, WITH_FILE, "{ dataFile }", HEADERS, ANSWER_WITH_HEADERS)
