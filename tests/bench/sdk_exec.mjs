// SPDX-License-Identifier: GPL-3.0-or-later
// sdk_exec.mjs PACKAGES COUNT: what one command costs E2B's own client, at the server that the environment names.
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const [packages, count] = process.argv.slice(2);
const { Sandbox } = createRequire(path.join(packages, 'x.js'))('e2b');
const made = await Sandbox.create({ network: { denyOut: ['0.0.0.0/0'] } });
// Past the fake's edge, which is written in Python and would be most of what is measured.
const { port } = await (await fetch(`${process.env.E2B_API_URL}/fake/token/${made.sandboxId}`)).json();
const sandbox = await Sandbox.connect(made.sandboxId, { sandboxUrl: `http://127.0.0.1:${port}` });
const times = [];
for (let i = 0; i < Number(count); i++) {
  const began = performance.now();
  await sandbox.commands.run('true');
  if (i >= Number(count) / 10) times.push(performance.now() - began); // the first ones fill caches
}
await sandbox.kill();
times.sort((a, b) => a - b);
console.log(`bench sdk_exec ours=${times[Math.floor(times.length / 2)].toFixed(2)}ms`);
