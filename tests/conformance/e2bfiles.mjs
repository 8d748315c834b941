// SPDX-License-Identifier: GPL-3.0-or-later
// E2B's own client against our daemon: files, folders, watching, signed addresses.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { firstSandbox, loadE2b, startCloud, until } from './e2bsupport.mjs';
import { check, finish } from './support.mjs';

const { FileNotFoundError, FileType, FilesystemEventType, InvalidArgumentError, NotEnoughSpaceError, Sandbox, SandboxError,
  getSignature } = loadE2b();
const cloud = await startCloud();
const sandbox = await firstSandbox(Sandbox, cloud);
const { files, commands } = sandbox;
const TEXT = 'Grüße aus Zürich 🌍\n\u2028 "quoted" \\ end';
const bytes = (size) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255);
const hash = (data) => createHash('sha256').update(data).digest('hex');
const sum = async (path) => (await commands.run(`sha256sum < '${path}'`, { cwd: '/home/user' })).stdout.slice(0, 64);
const names = (entries) => entries.map((entry) => entry.name);

async function collected(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return { data: Buffer.concat(pieces), pieces: pieces.length };
}

await check('write and read text', async () => {
  const written = await files.write('/home/user/a/b/text.txt', TEXT);
  assert.deepEqual([written.name, written.path, written.type], ['text.txt', '/home/user/a/b/text.txt', FileType.FILE]);
  assert.equal(await files.read('/home/user/a/b/text.txt'), TEXT);
});

await check('paths: relative to the home folder, with a tilde, as the user by name', async () => {
  assert.equal((await files.write('relative.txt', '1', { user: 'user' })).path, '/home/user/relative.txt');
  assert.equal(await files.read('~/relative.txt'), '1');
  assert.equal(await files.read('relative.txt', { user: 'user' }), '1');
  await assert.rejects(files.read('~other/x'), InvalidArgumentError);
});

await check('names with blanks, quotes, percent signs and umlauts', async () => {
  for (const name of ['with blank', 'per%20cent', 'ü&ö=1', "it's", 'plus+plus', 'semi;colon', '日本']) {
    assert.equal((await files.write(`/home/user/names/${name}`, name)).path, `/home/user/names/${name}`);
    assert.equal(await files.read(`/home/user/names/${name}`), name);
  }
  assert.equal((await files.list('/home/user/names')).length, 7);
});

await check('an empty file in every form', async () => {
  await files.write('empty', '');
  assert.equal(await files.read('empty'), '');
  assert.equal((await files.read('empty', { format: 'bytes' })).length, 0);
  assert.equal((await files.read('empty', { format: 'blob' })).size, 0);
  assert.equal((await collected(await files.read('empty', { format: 'stream' }))).data.length, 0);
  assert.equal((await files.getInfo('empty')).size, 0);
});

await check('bytes, a blob and a stream come back equal', async () => {
  const data = bytes(300001);
  await files.write('data.bin', data.buffer);
  assert.equal(hash(await files.read('data.bin', { format: 'bytes' })), hash(data));
  assert.equal(hash(Buffer.from(await (await files.read('data.bin', { format: 'blob' })).arrayBuffer())), hash(data));
  assert.equal(hash((await collected(await files.read('data.bin', { format: 'stream' }))).data), hash(data));
  await files.write('blob.bin', new Blob([data]));
  assert.equal(await sum('blob.bin'), hash(data));
});

await check('20 MB as a stream, both ways', async () => {
  const piece = bytes(1 << 20);
  let left = 20;
  const source = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
  await files.write('/tmp/stream.bin', source);
  const whole = hash(Buffer.concat(Array(20).fill(piece)));
  assert.equal(await sum('/tmp/stream.bin'), whole);
  const back = await collected(await files.read('/tmp/stream.bin', { format: 'stream' }));
  assert.equal(hash(back.data), whole);
  assert.ok(back.pieces > 20);
});

await check('gzip, both ways', async () => {
  const data = 'the same again and again '.repeat(100000);
  await files.write('packed.txt', data, { gzip: true });
  assert.equal(await sum('packed.txt'), hash(data));
  assert.equal(await files.read('packed.txt', { gzip: true }), data);
  await files.write('packed.txt', 'plain', { useOctetStream: true });
  assert.equal(await files.read('packed.txt'), 'plain');
});

await check('several at once, in both forms', async () => {
  for (const more of [{}, { useOctetStream: true }, { gzip: true }]) {
    const entries = Array.from({ length: 12 }, (_, i) => ({ path: `many/${i}/f.txt`, data: `${i}` }));
    const written = await files.writeFiles(entries, more);
    assert.deepEqual(written.map((one) => one.path), entries.map((one) => `/home/user/${one.path}`));
    assert.equal(await files.read('many/11/f.txt'), '11');
    await files.remove('many');
  }
  assert.deepEqual(await files.write([]), []);
});

await check('the same path twice in one call is refused', async () => {
  const twice = [{ path: 'twice', data: '1' }, { path: '/home/user/twice', data: '2' }];
  await assert.rejects(files.write(twice), InvalidArgumentError);
});

await check('metadata: written, told, replaced', async () => {
  const metadata = { Author: 'T', source: 'a b = c' };
  const told = { author: 'T', source: 'a b = c' };
  try {
    assert.deepEqual((await files.write('meta', 'x', { metadata })).metadata, told);
  } catch (error) {
    if (/not supported/.test(error.message)) return console.log('      (this file system keeps no attributes)');
    throw error;
  }
  assert.deepEqual((await files.getInfo('meta')).metadata, told);
  assert.deepEqual((await files.list('.')).find((one) => one.name === 'meta').metadata, told);
  await files.write('meta', 'x', { metadata: { other: '1' }, useOctetStream: true });
  assert.deepEqual((await files.getInfo('meta')).metadata, { other: '1' });
  await files.write('meta', 'x');
  assert.equal((await files.getInfo('meta')).metadata, undefined);
  await assert.rejects(files.write('meta', 'x', { metadata: { big: 'x'.repeat(5000) } }), InvalidArgumentError);
});

await check('what a file is', async () => {
  await files.write('info/script.sh', 'echo');
  await commands.run('chmod 4755 info/script.sh; touch -d "2024-05-06T07:08:09.123Z" info/script.sh', { cwd: '/home/user' });
  const info = await files.getInfo('info/script.sh');
  assert.deepEqual([info.name, info.type, info.path, info.size, info.permissions.slice(-9), info.owner, info.group],
    ['script.sh', FileType.FILE, '/home/user/info/script.sh', 4, 'rwxr-xr-x', 'user', 'user']);
  assert.equal(info.mode & 0o777, 0o755);
  assert.equal(info.modifiedTime.toISOString(), '2024-05-06T07:08:09.123Z');
  const folder = await files.getInfo('info');
  assert.deepEqual([folder.type, folder.permissions], [FileType.DIR, 'drwxr-xr-x']);
});

await check('links: of a file, of a folder, of nothing', async () => {
  await commands.run('mkdir -p links/d; echo 1 > links/f; ln -s f links/file; ln -s d links/folder; ln -s none links/broken', { cwd: '/home/user' });
  const entries = Object.fromEntries((await files.list('links')).map((one) => [one.name, one]));
  assert.deepEqual([entries.file.type, entries.file.symlinkTarget, entries.file.size], [FileType.FILE, '/home/user/links/f', 2]);
  assert.deepEqual([entries.folder.type, entries.folder.symlinkTarget], [FileType.DIR, '/home/user/links/d']);
  assert.equal(entries.broken.type, FileType.SYMLINK);
  assert.equal(entries.f.symlinkTarget, undefined);
  assert.match(entries.file.permissions, /^L/);
  await files.remove('links/folder');
  assert.ok(await files.exists('links/d'));
});

await check('list: in order, to a depth', async () => {
  await commands.run('mkdir -p tree/a/b/c tree/z; touch tree/a/1 tree/a/b/2 tree/a/b/c/3 tree/m', { cwd: '/home/user' });
  assert.deepEqual(names(await files.list('tree')), ['a', 'm', 'z']);
  assert.deepEqual((await files.list('tree', { depth: 3 })).map((one) => one.path.slice('/home/user/tree/'.length)),
    ['a', 'a/1', 'a/b', 'a/b/2', 'a/b/c', 'm', 'z']);
  await assert.rejects(files.list('tree', { depth: 0 }), InvalidArgumentError);
  assert.deepEqual(await files.list('tree/z'), []);
});

await check('make, exists, rename, remove', async () => {
  assert.equal(await files.makeDir('made/in/one/go'), true);
  assert.equal(await files.makeDir('made/in/one/go'), false);
  await files.write('made/file', '1');
  await assert.rejects(files.makeDir('made/file'), InvalidArgumentError);
  const moved = await files.rename('made/file', 'moved/deep/file2');
  assert.deepEqual([moved.name, moved.path, moved.type], ['file2', '/home/user/moved/deep/file2', FileType.FILE]);
  assert.equal(await files.exists('made/file'), false);
  assert.equal(await files.exists('moved/deep/file2'), true);
  await files.write('made/file', '2');
  await files.rename('moved/deep/file2', 'made/file');
  assert.equal(await files.read('made/file'), '1');
  await files.remove('made');
  assert.equal(await files.exists('made'), false);
  await files.remove('made');
});

await check('a missing one: every call says so', async () => {
  const missing = (call) => assert.rejects(call, (error) => error instanceof FileNotFoundError && /none/.test(error.message));
  await missing(files.read('none'));
  await missing(files.read('none', { format: 'stream' }));
  await missing(files.getInfo('none'));
  await missing(files.list('none'));
  await missing(files.rename('none', 'other'));
  await missing(files.watchDir('none', () => {}));
  assert.equal(await files.exists('none/deeper'), false);
});

await check('the wrong kind: every call says so', async () => {
  await files.write('kind/file', '1');
  await assert.rejects(files.read('kind'), InvalidArgumentError);
  await assert.rejects(files.write('kind', '1'), InvalidArgumentError);
  await assert.rejects(files.list('kind/file'), InvalidArgumentError);
  await assert.rejects(files.watchDir('kind/file', () => {}), InvalidArgumentError);
});

await check('no space left: an upload says so', async () => {
  const big = new Uint8Array(20 << 20).buffer;
  await assert.rejects(files.write('/dev/shm/big', big), NotEnoughSpaceError);
  await assert.rejects(files.write('/dev/shm/big', big, { useOctetStream: true }), NotEnoughSpaceError);
  await files.remove('/dev/shm/big');
});

await check('what may not be written is refused', async () => {
  await assert.rejects(files.write('/usr/x', '1'), SandboxError);
  await assert.rejects(files.makeDir('/usr/x'), SandboxError);
});

async function watched(path, options, change, wanted) {
  const events = [];
  const handle = await files.watchDir(path, (event) => { events.push(event); }, options);
  await change();
  await until(() => wanted.every(([type, name]) => events.some((one) => one.type === type && one.name === name)),
    `${JSON.stringify(wanted)} in ${JSON.stringify(events)}`);
  await handle.stop();
  return events;
}

await check('watch: make, write, change mode, rename, remove', async () => {
  await files.makeDir('watched');
  const T = FilesystemEventType;
  await watched('watched', {}, () => commands.run('echo 1 > f; chmod 600 f; mv f g; rm g', { cwd: '/home/user/watched' }),
    [[T.CREATE, 'f'], [T.WRITE, 'f'], [T.CHMOD, 'f'], [T.RENAME, 'f'], [T.CREATE, 'g'], [T.REMOVE, 'g']]);
});

await check('watch: what is below only when asked, with entries', async () => {
  await files.makeDir('watched/below');
  const T = FilesystemEventType;
  const flat = await watched('watched', {}, () => commands.run('echo > below/hidden; sync; echo > top', { cwd: '/home/user/watched' }), [[T.CREATE, 'top']]);
  assert.ok(!flat.some((one) => one.name.includes('hidden')));
  const deep = await watched('watched', { recursive: true, includeEntry: true },
    async () => { await commands.run('echo > below/seen; mkdir -p new/er; echo 12 > new/er/file', { cwd: '/home/user/watched' }); },
    [[T.CREATE, 'below/seen'], [T.CREATE, 'new/er/file']]);
  const entry = deep.find((one) => one.name === 'below/seen').entry;
  assert.deepEqual([entry.path, entry.type], ['/home/user/watched/below/seen', FileType.FILE]);
});

await check('watch: after stop nothing is told, and its end is', async () => {
  const events = [];
  let ended = 0;
  const handle = await files.watchDir('watched', (event) => { events.push(event); }, { onExit: () => { ended += 1; } });
  await handle.stop();
  await until(() => ended === 1, 'onExit');
  await files.write('watched/after', '1');
  assert.deepEqual(events, []);
});

await check('watch: its time limit', async () => {
  const why = await new Promise((resolve) => { files.watchDir('watched', () => {}, { timeoutMs: 300, onExit: resolve }).catch(resolve); });
  assert.match(why.message, /deadline_exceeded/);
});

await check('watch without a stream: make, ask, remove', async () => {
  const call = (method, body) => sandboxCall(`filesystem.Filesystem/${method}`, body);
  const { watcherId } = await call('CreateWatcher', { path: '/home/user/watched' });
  assert.deepEqual(await call('GetWatcherEvents', { watcherId }), {});
  await files.write('watched/polled', '1');
  const { events } = await call('GetWatcherEvents', { watcherId });
  assert.deepEqual(events[0], { name: 'polled', type: 'EVENT_TYPE_CREATE' });
  assert.deepEqual(await call('RemoveWatcher', { watcherId }), {});
  assert.equal((await call('GetWatcherEvents', { watcherId })).code, 'not_found');
});

/// A call that this client does not make, with its own headers and token.
async function sandboxCall(method, body) {
  const { token } = await cloud.steer(`/fake/token/${sandbox.sandboxId}`);
  const answer = await fetch(`${cloud.sandboxes}/${method}`, {
    method: 'POST', body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'e2b-sandbox-id': sandbox.sandboxId, 'e2b-sandbox-port': '49983', 'x-access-token': token },
  });
  return answer.json();
}

await check('signed addresses: read and write without a token', async () => {
  const up = await sandbox.uploadUrl('signed/ü b.txt', { useSignatureExpiration: 60 });
  const form = new FormData();
  form.append('file', new Blob(['by address']), 'ignored.txt');
  const written = await fetch(up, { method: 'POST', body: form });
  assert.equal(written.status, 200);
  assert.equal((await written.json())[0].path, '/home/user/signed/ü b.txt');
  for (const options of [{}, { useSignatureExpiration: 60 }, { user: 'user' }]) {
    const answer = await fetch(await sandbox.downloadUrl('signed/ü b.txt', options));
    assert.deepEqual([answer.status, await answer.text()], [200, 'by address']);
  }
});

await check('signed addresses: a part of a file, packed, and its head', async () => {
  await files.write('part.txt', '0123456789');
  const url = await sandbox.downloadUrl('part.txt');
  const part = await fetch(url, { headers: { range: 'bytes=2-5' } });
  assert.deepEqual([part.status, part.headers.get('content-range'), await part.text()], [206, 'bytes 2-5/10', '2345']);
  const rest = await fetch(url, { headers: { range: 'bytes=8-' } });
  assert.deepEqual([rest.status, await rest.text()], [206, '89']);
  assert.equal((await fetch(url, { headers: { range: 'bytes=20-' } })).status, 416);
  const packed = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  assert.deepEqual([packed.headers.get('content-encoding'), await packed.text()], ['gzip', '0123456789']);
  const whole = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  assert.deepEqual([whole.headers.get('content-length'), whole.headers.get('accept-ranges'), whole.headers.get('content-disposition')],
    ['10', 'bytes', 'inline; filename="part.txt"']);
  assert.ok(Math.abs(Date.parse(whole.headers.get('last-modified')) - Date.now()) < 15000);
});

await check('signed addresses: without a path the parts name their files', async () => {
  const form = new FormData();
  form.append('file', new Blob(['1']), '/home/user/parts/one.txt');
  form.append('file', new Blob(['2']), 'parts/two.txt');
  assert.equal((await fetch(await sandbox.uploadUrl(), { method: 'POST', body: form })).status, 200);
  assert.deepEqual(names(await files.list('parts')), ['one.txt', 'two.txt']);
});

await check('signed addresses: another path, operation, user or time is refused', async () => {
  const good = await sandbox.downloadUrl('signed/ü b.txt', { useSignatureExpiration: 60 });
  const refused = async (change, method = 'GET') => {
    const url = new URL(good);
    change(url.searchParams);
    const answer = await fetch(url, { method });
    assert.equal(answer.status, 401, `${url.search} ${method}`);
    return (await answer.json()).message;
  };
  await refused((query) => query.set('path', 'relative.txt'));
  await refused((query) => query.set('username', 'user'));
  await refused((query) => query.set('signature_expiration', '99999999999'));
  await refused((query) => query.delete('signature_expiration'));
  await refused((query) => query.set('signature', `v1_${'A'.repeat(43)}`));
  await refused(() => {}, 'POST');
  assert.equal(await refused((query) => query.delete('signature')), 'missing signature query parameter');
});

await check('signed addresses: one that has expired is refused', async () => {
  const { token } = await cloud.steer(`/fake/token/${sandbox.sandboxId}`);
  const { signature, expiration } = await getSignature({ path: 'relative.txt', operation: 'read', user: '', expirationInSeconds: -10, envdAccessToken: token });
  const url = `${cloud.sandboxes}/files?path=relative.txt&signature=${encodeURIComponent(signature)}&signature_expiration=${expiration}`;
  const answer = await fetch(url);
  assert.deepEqual([answer.status, (await answer.json()).message], [401, 'signature is already expired']);
});

await sandbox.kill();
cloud.stop();
finish();
