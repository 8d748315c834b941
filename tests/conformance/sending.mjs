// SPDX-License-Identifier: GPL-3.0-or-later
// The same requests sent by the official client and by ours, to a server that writes down what came: path, headers and
// body must be equal. What differs on purpose is named below.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check, finish, loadSdk, startServer } from './support.mjs';

const Anthropic = loadSdk();
const program = path.join(process.env.BW_BIN_DIR ?? 'build/dev/bin', 'send_request');
const log = path.join(mkdtempSync(path.join(tmpdir(), 'bw-sending-')), 'log');
const server = await startServer(log);
const client = new Anthropic({ apiKey: 'test', baseURL: server.url, logLevel: 'off', maxRetries: 0 });

// Headers of the connection, of the product, and telemetry.
const OWN = /^(host|connection|user-agent|content-length|transfer-encoding|x-stainless-.*|accept-encoding|accept-language|sec-fetch-mode)$/;

function received() {
  const lines = readFileSync(log, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const last = lines.filter((line) => line.method === 'POST').at(-1);
  const headers = Object.fromEntries(Object.entries(last.headers).filter(([name]) => !OWN.test(name)));
  return { path: last.path, headers, body: JSON.parse(last.body) };
}

const marked = { type: 'ephemeral' };
const tool = { name: 'bash', description: 'Runs a command.', input_schema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] } };
const use = { type: 'tool_use', id: 'toolu_x', name: 'bash', input: { z: 1.5, command: 'ls ä "x"' } };
const plain = { model: 'claude-opus-5-5', max_tokens: 2048, system: [{ type: 'text', text: 'Be brief.' }], tools: [tool],
                messages: [{ role: 'user', content: [{ type: 'text', text: 'Plan the project "x".' }] }] };
// A beginning of its own: the server remembers what it answered to the other one.
const begin = { role: 'user', content: [{ type: 'text', text: 'Plan the project "y".' }] };
const longer = { ...plain, messages: [begin, { role: 'assistant', content: [use] },
                                      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_x', content: [{ type: 'text', text: 'out' }] }] }] };

// What our client adds by itself, written as a caller of the official one would: thinking that is shown, and marks for
// the prompt cache on the end of the system text and of the two newest messages of the user.
function asCaller(request, { effort } = {}) {
  const lastMarked = (blocks) => blocks.map((block, at) => (at === blocks.length - 1 ? { ...block, cache_control: marked } : block));
  return { ...request, thinking: { type: 'adaptive', display: 'summarized' }, ...(effort ? { output_config: { effort } } : {}),
           system: lastMarked(request.system),
           messages: request.messages.map((m) => (m.role === 'user' ? { ...m, content: lastMarked(m.content) } : m)) };
}

function ours(request, more = {}) {
  const run = spawnSync(program, [server.url], { input: JSON.stringify({ ...request, ...more }) });
  assert.equal(run.status, 0, `${run.error ?? run.stderr}`);
  return received();
}

async function same(send, request, more) {
  await send();
  const theirs = received();
  assert.deepEqual(ours(request, more), theirs);
  return theirs;
}

await check('the same request: a first message', async () => {
  const sent = await same(() => client.messages.stream(asCaller(plain)).finalMessage(), plain);
  assert.equal(sent.headers['anthropic-version'], '2026-10-21');
  assert.deepEqual(sent.headers.auth, ['authorization']);
  assert.equal(sent.body.stream, true);
});

await check('the same request: an effort', async () => {
  await same(() => client.messages.stream(asCaller(plain, { effort: 'high' })).finalMessage(), plain, { effort: 'high' });
});

await check('the same request: results of a tool', async () => {
  await same(() => client.messages.stream(asCaller(longer)).finalMessage(), longer);
});

await check('the same request: clearing by the service', async () => {
  const management = { edits: [{ type: 'clear_tool_uses_20250919', trigger: { type: 'input_tokens', value: 50000 }, keep: { type: 'tool_uses', value: 6 },
                                 clear_at_least: { type: 'input_tokens', value: 10000 } }] };
  const sent = await same(() => client.beta.messages.stream({ ...asCaller(longer), context_management: management, betas: ['context-management-2025-06-27'] })
    .finalMessage(), longer, { clear_above: 50000 });
  assert.equal(sent.headers['anthropic-beta'], 'context-management-2025-06-27');
});

await check('the same request: a summary by the service', async () => {
  const compaction = { type: 'summarize', instructions: 'Sum "it" up.' };
  const sent = await same(() => client.beta.messages.stream({ ...asCaller(longer), compaction, betas: ['compact-2026-09-04'] }).finalMessage(), longer,
                          { summarize: 'Sum "it" up.' });
  assert.equal(sent.headers['anthropic-beta'], 'compact-2026-09-04');
});

server.stop();
finish();
