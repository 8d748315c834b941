// SPDX-License-Identifier: GPL-3.0-or-later
// What both programs share: the client library, the test server, and a list of checks.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const folder = path.resolve(process.env.BW_CONFORMANCE_DIR ?? 'build/dev/conformance');

export function loadSdk() {
  if (!existsSync(path.join(folder, 'node_modules/@anthropic-ai/sdk'))) {
    console.log(`skipped: the client library is not in ${folder} (tests/conformance/install.sh puts it there)`);
    process.exit(77);
  }
  const sdk = createRequire(path.join(folder, 'x.js'))('@anthropic-ai/sdk');
  return sdk.default ?? sdk;
}

export async function startServer(log) {
  const program = process.env.BW_MESSAGES_SERVER ?? path.join(here, '../support/messages/bw-messages-server');
  const child = spawn('python3', ['-B', program, '--stdin', ...(log ? ['--log', log] : [])], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) return { url: line, stop: () => child.stdin.end() };
  throw new Error('the test server did not start');
}

let failed = 0;
let passed = 0;

export async function check(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${error?.message ?? error}`);
  }
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
