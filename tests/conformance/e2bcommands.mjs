// SPDX-License-Identifier: GPL-3.0-or-later
// E2B's own client against our daemon: commands and terminals.
import assert from 'node:assert/strict';
import { KEY, firstSandbox, loadE2b, startCloud, until } from './e2bsupport.mjs';
import { check, finish } from './support.mjs';

const { CommandExitError, InvalidArgumentError, Sandbox, SandboxError, TimeoutError } = loadE2b();
const cloud = await startCloud();
const sandbox = await firstSandbox(Sandbox, cloud, { envs: { FROM_SANDBOX: 'yes', OVERRIDDEN: 'no' } });
const { commands, pty } = sandbox;
const exit = async (line, options) => {
  try {
    return await commands.run(line, options);
  } catch (error) {
    if (error instanceof CommandExitError) return error;
    throw error;
  }
};

await check('run: output, error output and exit code', async () => {
  const fine = await commands.run('echo out; echo err >&2');
  assert.deepEqual([fine.stdout, fine.stderr, fine.exitCode, fine.error], ['out\n', 'err\n', 0, undefined]);
  const failed = await exit('echo half; exit 7');
  assert.deepEqual([failed.stdout, failed.exitCode, failed.error], ['half\n', 7, 'exit status 7']);
});

await check('run: UTF-8 that is cut anywhere arrives whole', async () => {
  const { stdout } = await commands.run("printf 'Gr\\303'; sleep 0.05; printf '\\274\\303\\237e \\360\\237'; sleep 0.05; printf '\\214\\215\\n'");
  assert.equal(stdout, 'Grüße 🌍\n');
});

await check('run: output comes as it is made, in order', async () => {
  const pieces = [];
  const handle = await commands.run('for i in 1 2 3; do echo $i; read x; done', {
    background: true, stdin: true,
    onStdout: async (text) => { pieces.push(text); await handle.sendStdin('\n'); },
  });
  assert.equal((await handle.wait()).stdout, '1\n2\n3\n');
  assert.deepEqual(pieces, ['1\n', '2\n', '3\n']);
});

await check('run: 20 MB of output', async () => {
  const { stdout } = await commands.run('head -c 20000000 /dev/zero | tr "\\0" x', { timeoutMs: 0 });
  assert.equal(stdout.length, 20000000);
});

await check('run: the folder, its own and the sandbox\'s variables', async () => {
  const { stdout } = await commands.run('pwd; echo $FROM_SANDBOX $OVERRIDDEN $OWN; echo $HOME $USER $LOGNAME $E2B_SANDBOX',
    { cwd: '/tmp', envs: { OVERRIDDEN: 'overridden', OWN: 'a b' } });
  assert.equal(stdout, '/tmp\nyes overridden a b\n/home/user user user true\n');
  assert.equal((await commands.run('echo $E2B_SANDBOX_ID $E2B_TEMPLATE_ID; pwd')).stdout, `${sandbox.sandboxId} base\n/home/user\n`);
});

await check('run: a folder relative to the home folder', async () => {
  await commands.run('mkdir -p deep/er', { cwd: '/home/user' });
  assert.equal((await commands.run('pwd', { cwd: 'deep/er' })).stdout, '/home/user/deep/er\n');
});

await check('run: a login shell, no input', async () => {
  const { stdout } = await commands.run('shopt -q login_shell && echo login; cat; readlink /proc/self/fd/0');
  assert.equal(stdout, 'login\n/dev/null\n');
});

await check('run: as the user by name', async () => {
  assert.equal((await commands.run('id -un', { user: 'user' })).stdout, 'user\n');
});

await check('run: a missing folder is an invalid argument', async () => {
  await assert.rejects(commands.run('true', { cwd: '/nowhere' }),
    (error) => error instanceof InvalidArgumentError && /cwd '\/nowhere' does not exist/.test(error.message));
});

await check('run: ends at its time limit, with all it started', async () => {
  const begin = performance.now();
  await assert.rejects(commands.run('sleep 401 & echo $! > /tmp/child; sleep 402', { timeoutMs: 400 }),
    (error) => error instanceof TimeoutError && /deadline_exceeded/.test(error.message));
  assert.ok(performance.now() - begin < 5000);
  await until(async () => (await exit('kill -0 $(cat /tmp/child)')).exitCode !== 0, 'the end of the child');
});

await check('background: goes on, is listed, is waited for', async () => {
  const handle = await commands.run('echo begun; read line; echo "got $line"; exit 3', { background: true, stdin: true, envs: { MARK: '1' } });
  assert.ok(handle.pid > 1);
  const mine = (await commands.list()).find((one) => one.pid === handle.pid);
  assert.equal(mine.cmd, '/bin/bash');
  assert.deepEqual([mine.args.slice(0, 2), mine.envs], [['-l', '-c'], { MARK: '1' }]);
  await until(() => handle.stdout === 'begun\n', 'the first line');
  assert.equal(handle.exitCode, undefined);
  await commands.sendStdin(handle.pid, 'words\n');
  const end = await handle.wait().catch((error) => error);
  assert.ok(end instanceof CommandExitError);
  assert.deepEqual([end.exitCode, end.stdout], [3, 'begun\ngot words\n']);
  assert.ok(!(await commands.list()).some((one) => one.pid === handle.pid));
});

await check('background: bytes to the input, and its end', async () => {
  const handle = await commands.run('od -An -tx1', { background: true, stdin: true });
  assert.ok(commands.supportsStdinClose);
  await handle.sendStdin(new Uint8Array([0, 255, 10]));
  await handle.closeStdin();
  assert.equal((await handle.wait()).stdout.trim(), '00 ff 0a');
});

await check('background: 5 MB to the input', async () => {
  const handle = await commands.run('wc -c', { background: true, stdin: true });
  await handle.sendStdin('y'.repeat(5000000));
  await handle.closeStdin();
  assert.equal((await handle.wait()).stdout.trim(), '5000000');
});

await check('background: input for one without is refused', async () => {
  const handle = await commands.run('sleep 403', { background: true });
  await assert.rejects(handle.sendStdin('x'), (error) => error instanceof SandboxError && /stdin not enabled or closed/.test(error.message));
  assert.equal(await handle.kill(), true);
});

await check('kill: the end says so; a second one finds nothing', async () => {
  const handle = await commands.run('sleep 404', { background: true });
  assert.equal(await commands.kill(handle.pid), true);
  const end = await handle.wait().catch((error) => error);
  assert.deepEqual([end.exitCode, end.error], [-1, 'signal: killed']);
  assert.equal(await commands.kill(handle.pid), false);
  assert.equal(await commands.kill(4194303), false);
});

await check('a signal from inside is told', async () => {
  const end = await exit('kill -TERM $$');
  assert.deepEqual([end.exitCode, end.error], [-1, 'signal: terminated']);
});

await check('disconnect leaves it alone, connect takes it up', async () => {
  const first = await commands.run('echo one; read x; echo two; exit 5', { background: true, stdin: true });
  await until(() => first.stdout === 'one\n', 'the first line');
  await first.disconnect();
  const second = await commands.connect(first.pid);
  assert.equal(second.pid, first.pid);
  await second.sendStdin('\n');
  const end = await second.wait().catch((error) => error);
  assert.deepEqual([end.exitCode, end.stdout], [5, 'two\n']);
});

await check('two may listen to one', async () => {
  const first = await commands.run('read x; echo both', { background: true, stdin: true });
  const second = await commands.connect(first.pid);
  await first.sendStdin('\n');
  assert.equal((await first.wait()).stdout, 'both\n');
  assert.equal((await second.wait()).stdout, 'both\n');
});

await check('connect: one that ended just now gives its end', async () => {
  const first = await commands.run('exit 9', { background: true });
  await first.wait().catch(() => {});
  const end = await commands.connect(first.pid).then((handle) => handle.wait()).catch((error) => error);
  assert.equal(end.exitCode, 9);
});

await check('connect: its time limit ends the listening, not the command', async () => {
  const first = await commands.run('read x; echo alive', { background: true, stdin: true, timeoutMs: 0 });
  await assert.rejects(commands.connect(first.pid, { timeoutMs: 300 }).then((second) => second.wait()), TimeoutError);
  await first.sendStdin('\n');
  assert.equal((await first.wait()).stdout, 'alive\n');
});

await check('30 at once', async () => {
  const results = await Promise.all(Array.from({ length: 30 }, (_, i) => commands.run(`sleep 0.2; echo ${i}`)));
  assert.deepEqual(results.map((one) => one.stdout), Array.from({ length: 30 }, (_, i) => `${i}\n`));
});

function terminal(options = {}) {
  const text = new TextDecoder();
  const screen = { text: '' };
  const shows = (pattern) => until(() => screen.text.match(pattern), `${pattern} in ${JSON.stringify(screen.text)}`);
  return pty.create({ cols: 80, rows: 24, onData: (bytes) => { screen.text += text.decode(bytes, { stream: true }); }, ...options })
    .then((handle) => ({
      handle, screen, shows,
      type: (line) => pty.sendInput(handle.pid, new TextEncoder().encode(line)),
    }));
}

await check('pty: a shell of that size, and a new size', async () => {
  const { handle, type, shows, screen } = await terminal({ cols: 91, rows: 17, envs: { OWN: 'set' }, cwd: '/tmp' });
  await type('echo "size:$(stty size):$TERM:$OWN:$PWD:"\n');
  await shows(/size:17 91:xterm-256color:set:\/tmp:/);
  await pty.resize(handle.pid, { cols: 132, rows: 43 });
  await type('echo "now:$(stty size):"\n');
  await shows(/now:43 132:/);
  assert.ok(!/job control/.test(screen.text), screen.text);
  await type('exit 4\n');
  const end = await handle.wait().catch((error) => error);
  assert.equal(end.exitCode, 4);
});

await check('pty: Ctrl-C ends what runs in front, the shell goes on', async () => {
  const { handle, type, shows } = await terminal();
  await type("sh -c 'echo in\"\"front; exec sleep 405'\n");
  await shows(/infront/);
  await type('\x03');
  await shows(/\^C[^]*\$ $/);
  await type('echo "then:$?:"\n');
  await shows(/then:130:/);
  assert.equal(await handle.kill(), true);
});

await check('pty: disconnect, connect, kill', async () => {
  const { handle, type, shows } = await terminal();
  await type('echo be""gin\n');
  await shows(/begin/);
  await handle.disconnect();
  let seen = '';
  const again = await pty.connect(handle.pid, { onData: (bytes) => { seen += new TextDecoder().decode(bytes); } });
  await type('echo ag""ain\n');
  await until(() => seen.includes('again'), 'the second listener');
  assert.equal(await pty.kill(handle.pid), true);
  assert.equal((await again.wait().catch((error) => error)).error, 'signal: killed');
  assert.equal(await pty.kill(handle.pid), false);
});

await check('pty: its time limit', async () => {
  await assert.rejects(terminal({ timeoutMs: 300 }).then(({ handle }) => handle.wait()), TimeoutError);
});

await check('pty: input for a missing one is refused', async () => {
  await assert.rejects(pty.sendInput(4194303, new Uint8Array([1])), /process with pid 4194303 not found/);
  await assert.rejects(pty.resize(4194303, { cols: 1, rows: 1 }), /not found/);
});

await check('git of the client', async () => {
  await sandbox.git.init('/home/user/repo', { initialBranch: 'main' });
  await sandbox.files.write('/home/user/repo/a', '1');
  await sandbox.git.add('/home/user/repo');
  await sandbox.git.commit('/home/user/repo', 'first', { authorName: 'T', authorEmail: 't@example.org' });
  assert.equal((await sandbox.git.status('/home/user/repo')).currentBranch, 'main');
});

await check('the key is nowhere in a sandbox', async () => {
  const { stdout } = await commands.run('cat /proc/*/environ /proc/*/cmdline 2>/dev/null | tr "\\0" "\\n"; env');
  assert.ok(!stdout.includes(KEY));
});

await sandbox.kill();
cloud.stop();
finish();
