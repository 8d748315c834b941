// SPDX-License-Identifier: GPL-3.0-or-later
// E2B's own client against our fake of its control plane: making, finding, keeping, ending sandboxes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { KEY, firstSandbox, loadE2b, startCloud, until } from './e2bsupport.mjs';
import { check, finish } from './support.mjs';

const { E2B, Sandbox, SandboxError, SandboxNotFoundError, Template, TimeoutError } = loadE2b();
const cloud = await startCloud();
const { options } = cloud;
const first = await firstSandbox(Sandbox, cloud, { metadata: { first: '1' } });
const seconds = async (sandbox) => ((await sandbox.getInfo()).endAt - Date.now()) / 1000;
const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 15, `${value}, not about ${wanted}`);

async function all(paginator) {
  const items = [];
  while (paginator.hasNext) items.push(...await paginator.nextItems());
  return items;
}
const ids = (items) => items.map((one) => one.sandboxId);

await check('create: what it is', async () => {
  const sandbox = await Sandbox.create('base', { ...options, timeoutMs: 120_000, metadata: { a: '1' }, envs: { E: 'v' } });
  const info = await sandbox.getInfo();
  assert.deepEqual([info.sandboxId, info.templateId, info.state, info.metadata, info.cpuCount, info.memoryMB],
    [sandbox.sandboxId, 'base', 'running', { a: '1' }, 2, 512]);
  assert.deepEqual(info.lifecycle, { onTimeout: 'kill', autoResume: false });
  near(await seconds(sandbox), 120);
  assert.match(sandbox.getHost(3000), new RegExp(`^3000-${sandbox.sandboxId}\\.`));
  assert.equal(await sandbox.isRunning(), true);
  assert.equal(await sandbox.kill(), true);
});

await check('create: the client as one object', async () => {
  const client = new E2B(options);
  const sandbox = await client.Sandbox.create();
  assert.equal((await sandbox.commands.run('echo hi')).stdout, 'hi\n');
  assert.equal(await client.Sandbox.kill(sandbox.sandboxId), true);
});

await check('two sandboxes have nothing in common', async () => {
  const other = await Sandbox.create(options);
  await first.files.write('mine', '1');
  assert.equal(await other.files.exists('mine'), false);
  const handle = await first.commands.run('sleep 501', { background: true });
  assert.equal((await other.commands.list()).length, 0);
  await handle.kill();
  await other.kill();
});

await check('set timeout: longer, shorter, and the end of its time', async () => {
  const sandbox = await Sandbox.create({ ...options, timeoutMs: 60_000 });
  await sandbox.setTimeout(600_000);
  near(await seconds(sandbox), 600);
  await Sandbox.setTimeout(sandbox.sandboxId, 1_000, options);
  const running = await sandbox.commands.run('sleep 502', { background: true });
  // A question that is under way at the end is cut off.
  await until(async () => !(await sandbox.isRunning().catch(() => true)), 'the end of the sandbox');
  await assert.rejects(running.wait(), TimeoutError);
  await assert.rejects(sandbox.getInfo(), SandboxNotFoundError);
});

await check('list: pages, in both orders', async () => {
  const made = [];
  for (let i = 0; i < 5; i += 1) made.push(await Sandbox.create({ ...options, metadata: { list: 'yes', number: `${i}` } }));
  const wanted = made.map((one) => one.sandboxId);
  const query = { metadata: { list: 'yes' } };
  const pages = Sandbox.list({ ...options, query, limit: 2, order: 'asc' });
  const sizes = [];
  const found = [];
  while (pages.hasNext) {
    const items = await pages.nextItems();
    sizes.push(items.length);
    found.push(...items);
  }
  assert.deepEqual([sizes, ids(found)], [[2, 2, 1], wanted]);
  assert.deepEqual(ids(await all(Sandbox.list({ ...options, query, limit: 3 }))), wanted.toReversed());
  const second = Sandbox.list({ ...options, query, limit: 2, order: 'asc' });
  await second.nextItems();
  const later = Sandbox.list({ ...options, query, limit: 2, order: 'asc', nextToken: second.nextToken });
  assert.deepEqual(ids(await later.nextItems()), wanted.slice(2, 4));
  const wrong = Sandbox.list({ ...options, query, order: 'desc', nextToken: second.nextToken });
  await assert.rejects(wrong.nextItems(), (error) => error instanceof SandboxError && error.statusCode === 400 && /Invalid next token/.test(error.message));
  await assert.rejects(pages.nextItems(), /No more items/);
  await Promise.all(made.map((one) => one.kill()));
});

await check('list: by metadata with every kind of letter, state, template and time', async () => {
  const metadata = { 'a b': 'x&y=z', plus: 'a+b%20', ü: '日本 🌍' };
  const begin = new Date();
  const sandbox = await Sandbox.create({ ...options, metadata });
  const found = async (query) => ids(await all(Sandbox.list({ ...options, query })));
  assert.deepEqual(await found({ metadata }), [sandbox.sandboxId]);
  assert.deepEqual(await found({ metadata: { plus: 'a+b%20' } }), [sandbox.sandboxId]);
  assert.deepEqual(await found({ metadata: { plus: 'a b ' } }), []);
  assert.deepEqual(await found({ startedAfter: begin }), [sandbox.sandboxId]);
  assert.ok((await found({ template: 'base' })).includes(sandbox.sandboxId));
  assert.deepEqual(await found({ template: 'other' }), []);
  await sandbox.pause();
  assert.deepEqual(await found({ metadata, state: ['running'] }), []);
  assert.deepEqual(await found({ metadata, state: ['paused'] }), [sandbox.sandboxId]);
  assert.deepEqual(await found({ metadata, state: ['running', 'paused'] }), [sandbox.sandboxId]);
  await sandbox.kill();
});

await check('pause and connect: processes and files stay, tokens stay', async () => {
  const sandbox = await Sandbox.create(options);
  const counter = await sandbox.commands.run('i=0; while read x; do i=$((i+1)); echo $i; done', { background: true, stdin: true, timeoutMs: 0 });
  await counter.sendStdin('\n');
  await until(() => counter.stdout === '1\n', 'the first number');
  assert.equal(await sandbox.pause(), true);
  assert.equal(await sandbox.pause(), false);
  await assert.rejects(counter.wait());
  assert.equal((await sandbox.getInfo()).state, 'paused');
  assert.equal(await sandbox.isRunning(), false);
  await assert.rejects(sandbox.commands.run('true'), SandboxNotFoundError);
  const again = await Sandbox.connect(sandbox.sandboxId, { ...options, timeoutMs: 90_000 });
  assert.equal(again.sandboxId, sandbox.sandboxId);
  near(await seconds(again), 90);
  const taken = await again.commands.connect(counter.pid);
  await taken.sendStdin('\n');
  await until(() => taken.stdout === '2\n', 'the second number');
  assert.equal((await sandbox.commands.run('echo old token')).stdout, 'old token\n');
  await again.kill();
});

await check('pause without memory: files stay, processes do not', async () => {
  const sandbox = await Sandbox.create(options);
  await sandbox.files.write('kept', '1');
  const handle = await sandbox.commands.run('sleep 503', { background: true });
  handle.wait().catch(() => {});
  assert.equal(await sandbox.pause({ keepMemory: false }), true);
  await sandbox.connect();
  assert.equal(await sandbox.files.read('kept'), '1');
  assert.deepEqual(await sandbox.commands.list(), []);
  await sandbox.kill();
});

await check('connect: a running one is only given more time', async () => {
  const again = await Sandbox.connect(first.sandboxId, { ...options, timeoutMs: 900_000 });
  near(await seconds(again), 900);
  await Sandbox.connect(first.sandboxId, { ...options, timeoutMs: 60_000 });
  near(await seconds(again), 900);
  await assert.rejects(Sandbox.connect('inone', options), SandboxNotFoundError);
});

await check('at the end of its time: paused, and woken by a request', async () => {
  const sandbox = await Sandbox.create({ ...options, lifecycle: { onTimeout: 'pause', autoResume: true } });
  assert.deepEqual((await sandbox.getInfo()).lifecycle, { onTimeout: 'pause', autoResume: true });
  await sandbox.files.write('kept', '1');
  await sandbox.setTimeout(500);
  await until(async () => (await sandbox.getInfo()).state === 'paused', 'the pause');
  assert.equal(await sandbox.files.read('kept'), '1');
  assert.equal((await sandbox.getInfo()).state, 'running');
  near(await seconds(sandbox), 300);
  await sandbox.kill();
});

await check('kill: a paused one, too; a second time finds nothing', async () => {
  const sandbox = await Sandbox.create(options);
  await sandbox.pause();
  assert.equal(await Sandbox.kill(sandbox.sandboxId, options), true);
  assert.equal(await Sandbox.kill(sandbox.sandboxId, options), false);
  assert.equal(await sandbox.isRunning(), false);
});

await check('metrics: of the daemon, in their order, between two times', async () => {
  const [one] = await first.getMetrics();
  assert.ok(one.cpuCount > 0 && one.memTotal === 512 * 2 ** 20 && one.memUsed > 0 && one.diskTotal > one.diskUsed && one.diskUsed > 0);
  assert.ok(Math.abs(one.timestamp - Date.now()) < 15_000);
  await first.getMetrics();
  const more = await Sandbox.getMetrics(first.sandboxId, { ...options, start: new Date(Date.now() - 60_000), end: new Date(Date.now() + 60_000) });
  assert.ok(more.length >= 3);
  assert.deepEqual(more.map((each) => +each.timestamp), more.map((each) => +each.timestamp).toSorted((a, b) => a - b));
  assert.deepEqual(await first.getMetrics({ start: new Date(Date.now() + 3_600_000) }), []);
});

await check('snapshots: made, listed page by page, used, deleted', async () => {
  await first.files.write('in-snapshot', 'kept');
  const snapshot = await first.createSnapshot({ name: 'one' });
  const other = await first.createSnapshot();
  assert.match(snapshot.names[0], /one/);
  const listed = await all(first.listSnapshots({ limit: 1 }));
  assert.deepEqual(listed.map((each) => each.snapshotId).toSorted(), [snapshot.snapshotId, other.snapshotId].toSorted());
  assert.equal((await all(Sandbox.listSnapshots({ ...options, name: 'one' }))).length, 1);
  const sandbox = await Sandbox.create(snapshot.snapshotId, options);
  assert.equal(await sandbox.files.read('in-snapshot'), 'kept');
  await sandbox.files.write('in-snapshot', 'changed');
  assert.equal(await first.files.read('in-snapshot'), 'kept');
  await sandbox.kill();
  for (const { snapshotId } of [snapshot, other]) assert.equal(await Sandbox.deleteSnapshot(snapshotId, options), true);
  assert.equal(await Sandbox.deleteSnapshot(snapshot.snapshotId, options), false);
});

await check('fork: copies of the files, or why not', async () => {
  await first.files.write('forked', '1');
  const [one, two] = await first.fork({ count: 2 });
  for (const each of [one, two]) {
    assert.equal(await each.files.read('forked'), '1');
    await each.kill();
  }
  await cloud.steer('/fake/options', { most: (await cloud.steer('/fake/living')).length });
  const [none] = await first.fork();
  await cloud.steer('/fake/options', { most: 100 });
  assert.equal(none.name, 'RateLimitError');
});

await check('templates: which there are', async () => {
  assert.equal(await Template.exists('base', options), true);
  assert.equal(await Template.exists('nowhere', options), false);
});

await check('network: what was asked for is told, and can be changed', async () => {
  const network = { allowOut: ['example.org'], denyOut: ['0.0.0.0/0'] };
  const sandbox = await Sandbox.create({ ...options, network });
  const told = (await sandbox.getInfo()).network;
  assert.deepEqual([told.allowOut, told.denyOut, told.allowPublicTraffic], [network.allowOut, network.denyOut, true]);
  await sandbox.updateNetwork({ denyOut: ['10.0.0.0/8'] });
  const changed = (await sandbox.getInfo()).network;
  assert.deepEqual([changed.allowOut, changed.denyOut], [undefined, ['10.0.0.0/8']]);
  await assert.rejects(Sandbox.create({ ...options, network: { allowOut: ['example.org'] } }), (error) => error.statusCode === 400);
  await sandbox.kill();
});

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

await check('a port: private, with the token of its traffic only', async () => {
  const sandbox = await Sandbox.create({ ...options, network: { allowPublicTraffic: false } });
  const port = await freePort();
  assert.ok(sandbox.trafficAccessToken);
  const ask = (headers = {}) => fetch(`${cloud.sandboxes}/hello.txt`, {
    headers: { 'e2b-sandbox-id': sandbox.sandboxId, 'e2b-sandbox-port': `${port}`, ...headers },
  });
  const token = { 'e2b-traffic-access-token': sandbox.trafficAccessToken };
  assert.equal((await ask()).status, 403);
  assert.deepEqual([(await ask(token)).status, (await (await ask(token)).json()).message], [502, 'The sandbox is running but port is not open']);
  await sandbox.files.write('www/hello.txt', 'from inside');
  const server = await sandbox.commands.run(`python3 -m http.server ${port} --bind 127.0.0.1`, { background: true, cwd: '/home/user/www', timeoutMs: 0 });
  await until(async () => (await ask(token)).status === 200, 'the server inside');
  assert.equal(await (await ask(token)).text(), 'from inside');
  await server.kill();
  await sandbox.kill();
});

await check('the key goes to the control plane only', async () => {
  const told = JSON.stringify(await cloud.steer('/fake/requests'));
  assert.ok(told.includes('"plane": "data"') || told.includes('"plane":"data"'));
  assert.ok(!told.includes(KEY));
});

await check('nothing is left when all were ended', async () => {
  await first.kill();
  assert.deepEqual(await all(Sandbox.list(options)), []);
  assert.deepEqual(await cloud.steer('/fake/living'), []);
});

cloud.stop();
finish();
