// SPDX-License-Identifier: GPL-3.0-or-later
// E2B's own client against our fake and our daemon: every class of error that it has for sandboxes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { KEY, firstSandbox, loadE2b, startCloud, until } from './e2bsupport.mjs';
import { check, finish } from './support.mjs';

const e2b = loadE2b();
const { Sandbox } = e2b;
const cloud = await startCloud();
const { options } = cloud;
const sandbox = await firstSandbox(Sandbox, cloud);

/// The error's own class, not one above it.
const fails = async (call, name, pattern = /./, status = undefined) => {
  const error = await call.then(() => { throw new Error(`no ${name}`); }, (why) => why);
  assert.equal(error.constructor, e2b[name], `${error?.name}: ${error?.message}`);
  assert.match(error.message, pattern);
  if (status !== undefined) assert.equal(error.statusCode, status);
  return error;
};
const fault = (method, path, status, more = {}) => cloud.steer('/fake/fault', { method, path, status, ...more });
const requests = async (method, path) => (await cloud.steer('/fake/requests')).filter((one) => one.method === method && one.path === path).length;

await check('AuthenticationError: no key, a wrong one, a revoked one', async () => {
  await fails(Sandbox.create({ ...options, apiKey: '' }), 'AuthenticationError', /API key is required/);
  await fails(Sandbox.create({ ...options, apiKey: `e2b_${'1'.repeat(40)}` }), 'AuthenticationError', /Unauthorized.*Invalid API key/);
  await cloud.steer('/fake/options', { key: `e2b_${'2'.repeat(40)}` });
  await fails(sandbox.setTimeout(60_000), 'AuthenticationError');
  await fails(Sandbox.list(options).nextItems(), 'AuthenticationError');
  await cloud.steer('/fake/options', { key: KEY });
  await sandbox.setTimeout(300_000);
});

await check('AuthenticationError: the daemon does not take another token', async () => {
  const { sandboxId } = sandbox;
  for (const envdAccessToken of [undefined, 'f'.repeat(64)]) {
    const stranger = new Sandbox({ ...options, sandboxId, envdVersion: '0.6.4', envdAccessToken });
    await fails(stranger.commands.run('true'), 'AuthenticationError');
    await fails(stranger.commands.list(), 'AuthenticationError');
    await fails(stranger.files.read('x'), 'AuthenticationError', envdAccessToken ? /access token/ : /missing signature/);
    await fails(stranger.files.write('x', '1'), 'AuthenticationError');
    await fails(stranger.files.list('/'), 'AuthenticationError');
    await fails(stranger.files.watchDir('/tmp', () => {}), 'AuthenticationError');
    await fails(stranger.pty.create({ cols: 80, rows: 24, onData: () => {} }), 'AuthenticationError');
    assert.equal(await stranger.isRunning(), true);
  }
});

await check('AuthenticationError: a user who is not there (root, neither: docs/cloud.md)', async () => {
  for (const user of ['nobody-of-that-name', 'root']) {
    await fails(sandbox.commands.run('true', { user }), 'AuthenticationError', /invalid username/);
    await fails(sandbox.files.read('x', { user }), 'AuthenticationError', /invalid username/);
    await fails(sandbox.files.write('x', '1', { user }), 'AuthenticationError', /invalid username/);
    await fails(sandbox.files.list('/', { user }), 'AuthenticationError', /invalid username/);
  }
});

await check('InvalidArgumentError: of the client and of the daemon', async () => {
  await fails(sandbox.files.list('/', { depth: 0 }), 'InvalidArgumentError');
  await fails(sandbox.files.write('x', '1', { metadata: { 'not a token': '1' } }), 'InvalidArgumentError');
  await fails(sandbox.commands.run('true', { cwd: '/none' }), 'InvalidArgumentError', /cwd '\/none' does not exist/);
  await fails(sandbox.files.read('/tmp'), 'InvalidArgumentError');
  await fails(sandbox.pty.create({ cols: 80, rows: 24, cwd: '/none', onData: () => {} }), 'InvalidArgumentError');
  await fails(Sandbox.create({ ...options, lifecycle: { onTimeout: 'kill', autoResume: true } }), 'InvalidArgumentError');
});

await check('FileNotFoundError', async () => {
  await fails(sandbox.files.read('/none'), 'FileNotFoundError', /path '\/none' does not exist/);
  await fails(sandbox.files.getInfo('/none'), 'FileNotFoundError');
});

await check('NotFoundError: a process that is not there', async () => {
  await fails(sandbox.commands.connect(4194303), 'NotFoundError', /process with pid 4194303 not found/);
  await fails(sandbox.commands.sendStdin(4194303, 'x'), 'NotFoundError');
  await fails(sandbox.pty.connect(4194303, { onData: () => {} }), 'NotFoundError');
});

await check('NotEnoughSpaceError', async () => {
  await fails(sandbox.files.write('/dev/shm/big', new Uint8Array(20 << 20).buffer), 'NotEnoughSpaceError', /no space left/i);
  await sandbox.files.remove('/dev/shm/big');
});

await check('CommandExitError', async () => {
  const error = await fails(sandbox.commands.run('echo o; echo e >&2; exit 3'), 'CommandExitError', /exit status 3/);
  assert.deepEqual([error.exitCode, error.stdout, error.stderr], [3, 'o\n', 'e\n']);
});

await check('TimeoutError: of a command, a terminal, a watch', async () => {
  await fails(sandbox.commands.run('sleep 601', { timeoutMs: 200 }), 'TimeoutError', /deadline_exceeded.*timeoutMs/);
  const terminal = sandbox.pty.create({ cols: 80, rows: 24, timeoutMs: 300, onData: () => {} });
  await fails(terminal.then((handle) => handle.wait()), 'TimeoutError', /deadline_exceeded/);
  const why = await new Promise((resolve) => { sandbox.files.watchDir('/tmp', () => {}, { timeoutMs: 300, onExit: resolve }).catch(resolve); });
  assert.equal(why.constructor, e2b.TimeoutError);
});

await check('TimeoutError: the sandbox goes while a command, a watch and an upload are at work', async () => {
  const short = await Sandbox.create(options);
  const command = await short.commands.run('sleep 602', { background: true, timeoutMs: 0 });
  const watch = new Promise((resolve) => { short.files.watchDir('/tmp', () => {}, { timeoutMs: 0, onExit: resolve }).catch(resolve); });
  const open = new ReadableStream({ start(controller) { controller.enqueue(new Uint8Array(65536)); } });
  const upload = short.files.write('/tmp/open', open);
  upload.catch(() => {});
  await until(() => short.files.exists('/tmp/open'), 'the first bytes of the upload');
  await cloud.steer(`/fake/kill/${short.sandboxId}`, {});
  await fails(command.wait(), 'TimeoutError', /killed or reached its end of life/);
  assert.equal((await watch).constructor, e2b.TimeoutError);
  await assert.rejects(upload);
});

await check('SandboxNotFoundError and TimeoutError: a sandbox that is gone', async () => {
  const gone = await Sandbox.create(options);
  await gone.kill();
  await fails(gone.getInfo(), 'SandboxNotFoundError');
  await fails(gone.setTimeout(1000), 'SandboxNotFoundError');
  await fails(gone.pause(), 'SandboxNotFoundError');
  await fails(gone.connect(), 'SandboxNotFoundError');
  await fails(gone.createSnapshot(), 'SandboxNotFoundError');
  await fails(gone.getMetrics(), 'SandboxNotFoundError');
  await fails(gone.commands.run('true'), 'SandboxNotFoundError');
  await fails(gone.files.watchDir('/tmp', () => {}), 'SandboxNotFoundError');
  await fails(gone.files.read('x'), 'TimeoutError', /sandbox timeout/);
  await fails(gone.files.list('/'), 'TimeoutError', /sandbox timeout/);
  await fails(gone.commands.list(), 'TimeoutError');
  assert.equal(await gone.isRunning(), false);
});

await check('RateLimitError: at the limit of sandboxes at a time, not tried again', async () => {
  await cloud.steer('/fake/options', { most: 1 });
  const before = await requests('POST', '/v2/sandboxes');
  await fails(Sandbox.create(options), 'RateLimitError', /maximum number of concurrent E2B sandboxes \(1\)/, 429);
  await cloud.steer('/fake/options', { most: 100 });
  assert.equal(await requests('POST', '/v2/sandboxes'), before + 1);
});

await check('RateLimitError: with Retry-After it is tried again, at most three times', async () => {
  const path = '/v2/sandboxes';
  const headers = { 'Retry-After': '0' };
  await fault('POST', path, 429, { headers, times: 2 });
  const before = await requests('POST', path);
  const made = await Sandbox.create(options);
  await made.kill();
  assert.equal(await requests('POST', path), before + 3);
  await fault('POST', path, 429, { headers, times: 4 });
  await fails(Sandbox.create(options), 'RateLimitError', /./, 429);
  assert.equal(await requests('POST', path), before + 7);
});

await check('ServiceBusyError: nothing was done', async () => {
  await fault('POST', `/sandboxes/${sandbox.sandboxId}/pause`, 503, { body: { code: 503, message: 'no node', error_code: 'sandbox_capacity_unavailable' } });
  await fails(sandbox.pause(), 'ServiceBusyError', /no node/, 503);
  assert.equal((await sandbox.getInfo()).state, 'running');
});

await check('SandboxError: with the status and the words of the control plane', async () => {
  for (const status of [400, 403, 500, 504]) {
    await fault('POST', '/v2/sandboxes', status, { body: { code: status, message: `words ${status}` } });
    await fails(Sandbox.create(options), 'SandboxError', new RegExp(`${status}: words ${status}`), status);
  }
  await fails(Sandbox.create('nowhere', options), 'SandboxError', /404: template 'nowhere' not found/, 404);
  await fails(Sandbox.create({ ...options, timeoutMs: 100 * 3_600_000 }), 'SandboxError', /Timeout cannot be greater than 1 hours/, 400);
});

await check('SandboxError: an answer without a body', async () => {
  await fault('POST', `/sandboxes/${sandbox.sandboxId}/timeout`, 500, { body: {} });
  await fails(sandbox.setTimeout(60_000), 'SandboxError', /./, 500);
});

await check('TemplateError: a daemon that is too old', async () => {
  await cloud.steer('/fake/options', { envd: '0.0.9' });
  const before = (await cloud.steer('/fake/living')).length;
  await fails(Sandbox.create(options), 'TemplateError', /update the template/);
  assert.equal((await cloud.steer('/fake/living')).length, before);
  await cloud.steer('/fake/options', { envd: '0.1.3' });
  const old = await Sandbox.create(options);
  await fails(old.files.watchDir('/tmp', () => {}, { recursive: true }), 'TemplateError');
  await fails(old.files.write('x', '1', { metadata: { a: '1' } }), 'TemplateError');
  await fails(old.getMetrics(), 'TemplateError');
  assert.equal((await old.commands.run('echo old')).stdout, 'old\n');
  assert.equal(old.commands.supportsStdinClose, false);
  await old.kill();
  await cloud.steer('/fake/options', { envd: '0.6.4' });
});

await check('GitAuthError and GitUpstreamError: of the git in a sandbox', async () => {
  await sandbox.git.init('/home/user/repo', { initialBranch: 'main' });
  await sandbox.files.write('/home/user/repo/a', '1');
  await sandbox.git.add('/home/user/repo');
  await sandbox.git.commit('/home/user/repo', 'first', { authorName: 'T', authorEmail: 't@example.org' });
  await fails(sandbox.git.pull('/home/user/repo'), 'GitUpstreamError');
  const asks = createServer((_, answer) => answer.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()).listen(0, '127.0.0.1');
  await once(asks, 'listening');
  await fails(sandbox.git.clone(`http://127.0.0.1:${asks.address().port}/x.git`), 'GitAuthError');
  asks.close();
});

await check('a call that is given up ends at once', async () => {
  const giveUp = new AbortController();
  const running = sandbox.commands.run('sleep 603', { signal: giveUp.signal, timeoutMs: 0, onStdout: () => {} });
  running.catch(() => {});
  await until(async () => (await sandbox.commands.list()).some((one) => one.args.at(-1) === 'sleep 603'), 'the command');
  giveUp.abort();
  await assert.rejects(running);
});

await sandbox.kill();
cloud.stop();
finish();
