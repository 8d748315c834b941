'use strict';

const LARGEST_BODY = 16 * 1024;

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Routes by method and pattern; a part that begins with ":" is handed over as a parameter.
class Router {
  constructor() {
    this.routes = [];
  }

  on(method, pattern, handler) {
    this.routes.push({ method, parts: pattern.split('/'), handler });
  }

  json(response, status, value) {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
  }

  match(method, pathname) {
    const parts = pathname.split('/');
    let pathKnown = false;
    for (const route of this.routes) {
      const params = matchParts(route.parts, parts);
      if (!params) continue;
      pathKnown = true;
      if (route.method === method) return { handler: route.handler, params };
    }
    throw new HttpError(pathKnown ? 405 : 404, pathKnown ? 'method not allowed' : 'not found');
  }

  async handle(request, response) {
    try {
      const url = new URL(`http://localhost${request.url.startsWith('/') ? request.url : '/'}`);
      const { handler, params } = this.match(request.method, url.pathname);
      await handler(request, response, params, url.searchParams);
    } catch (error) {
      const status = error instanceof HttpError ? error.status : 500;
      if (status === 500) console.error(error);
      if (!response.headersSent) this.json(response, status, { error: status === 500 ? 'internal error' : error.message });
      else response.destroy();
    }
  }
}

function matchParts(pattern, parts) {
  if (pattern.length !== parts.length) return null;
  const params = {};
  for (let i = 0; i < pattern.length; i += 1) {
    if (pattern[i].startsWith(':')) params[pattern[i].slice(1)] = parts[i];
    else if (pattern[i] !== parts[i]) return null;
  }
  return params;
}

// Only JSON is read: a form on another site cannot send it without being asked first.
async function readJson(request) {
  if (!(request.headers['content-type'] || '').startsWith('application/json')) throw new HttpError(415, 'send application/json');
  const pieces = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size > LARGEST_BODY) throw new HttpError(413, 'request too large');
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new HttpError(400, 'not valid JSON');
  }
}

module.exports = { Router, HttpError, readJson };
