// SPDX-License-Identifier: GPL-3.0-or-later
// What the programs with E2B's own client share: the client, the fake control plane with real daemons behind it, and a list of
// checks.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { folder } from './support.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
export const KEY = `e2b_${'0'.repeat(40)}`;

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

export function loadE2b() {
  if (!existsSync(path.join(folder, 'node_modules/e2b')))
    skip(`the client library is not in ${folder} (tests/conformance/install.sh puts it there)`);
  return createRequire(path.join(folder, 'x.js'))('e2b');
}

/// Starts the fake; `steer(path, body)` speaks with the fake itself.
export async function startCloud() {
  const daemon = path.join(process.env.BW_BIN_DIR ?? path.join(here, '../../build/dev/bin'), 'buildwright-sandboxd');
  const server = path.join(here, '../support/e2b/bw-e2b-server');
  const child = spawn('python3', ['-B', server, '--daemon', daemon], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { api, sandboxes } = JSON.parse(line);
    const steer = async (target, body) => {
      const answer = await fetch(api + target, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
      return answer.json();
    };
    const options = { apiKey: KEY, apiUrl: api, sandboxUrl: sandboxes };
    return { api, sandboxes, steer, options, stop: () => child.stdin.end() };
  }
  throw new Error('the fake of E2B did not start');
}

/// A sandbox, or the reason why none can be had on this machine.
export async function firstSandbox(Sandbox, cloud, more = {}) {
  try {
    return await Sandbox.create({ ...cloud.options, ...more });
  } catch (error) {
    cloud.stop();
    if (/no sandbox can be made here/.test(error.message)) skip(error.message);
    throw error;
  }
}

/// Waits until something is so; what is waited for comes by itself, the limit only ends a test that fails.
export async function until(condition, what, limitMs = 15000) {
  for (const end = Date.now() + limitMs; Date.now() < end; await new Promise((go) => setTimeout(go, 10))) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`waited for ${what}`);
}
