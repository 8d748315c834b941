// SPDX-License-Identifier: GPL-3.0-or-later
// The official client's types look at what our test server answers, at the turns of our recordings, and at what our own
// client sends: a file that assigns each of them to its type is given to the TypeScript compiler. What the types must
// refuse is there, too, so that a type that takes anything would show.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, finish, folder, loadSdk, startServer } from './support.mjs';

loadSdk();
const compiler = path.join(folder, 'node_modules/typescript/bin/tsc');
if (!existsSync(compiler)) {
  console.log(`skipped: the TypeScript compiler is not in ${folder} (tests/conformance/install.sh puts it there)`);
  process.exit(77);
}
const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const log = path.join(mkdtempSync(path.join(tmpdir(), 'bw-types-')), 'log');
const server = await startServer(log);
const headers = { 'content-type': 'application/json', 'anthropic-version': '2026-10-21', 'x-api-key': 'test' };
const body = { model: 'claude-opus-5-5', max_tokens: 1024, messages: [{ role: 'user', content: 'hi' }] };

const lines = ["import Anthropic from '@anthropic-ai/sdk';"];
const count = { Message: 0, events: 0, betaEvents: 0, turns: 0, requests: 0, models: 0 };
const assign = (type, value) => lines.push(`{ const x: ${type} = ${JSON.stringify(value)}; void x; }`);

async function post(scenario, more = {}) {
  const answer = await fetch(`${server.url}/v1/messages`, { method: 'POST', headers: { ...headers, 'x-scenario': scenario }, body: JSON.stringify({ ...body, ...more }) });
  assert.equal(answer.status, 200);
  return answer.text();
}

await check('whole answers', async () => {
  assign('Anthropic.Message', JSON.parse(await post('text')));
  count.Message += 1;
});

await check('events of streams', async () => {
  for (const scenario of ['text', 'tools', 'thinking', 'thinking-omitted', 'redacted', 'refusal', 'split-data', 'compaction']) {
    const stream = await post(scenario, { stream: true });
    const beta = scenario === 'compaction';
    for (const event of stream.split('\n\n').filter((text) => text.trim())) {
      const data = event.split('\n').filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
      const json = JSON.parse(data);
      if (json.type === 'ping') continue;
      assign(beta ? 'Anthropic.Beta.BetaRawMessageStreamEvent' : 'Anthropic.RawMessageStreamEvent', json);
      count[beta ? 'betaEvents' : 'events'] += 1;
    }
  }
});

await check('models', async () => {
  const answer = await fetch(`${server.url}/v1/models`, { headers });
  for (const model of (await answer.json()).data) {
    assign("Pick<Anthropic.ModelInfo, 'id' | 'type' | 'display_name' | 'created_at'>", Object.fromEntries(['id', 'type', 'display_name', 'created_at'].map((key) => [key, model[key]])));
    count.models += 1;
  }
});

await check('turns of the recordings, as they go back', () => {
  for (const name of ['resources/recordings/demo.jsonl', 'tests/support/messages/small.jsonl', 'tests/support/messages/prompt.jsonl']) {
    const turns = readFileSync(path.join(top, name), 'utf8').trim().split('\n').slice(1).map((line) => JSON.parse(line));
    for (const turn of turns) {
      assign('Anthropic.MessageParam', { role: 'assistant', content: turn.content });
      assign('Anthropic.StopReason', turn.stop_reason);
      count.turns += 1;
    }
  }
});

await check('what our client sends', () => {
  const program = path.join(process.env.BW_BIN_DIR ?? 'build/dev/bin', 'send_request');
  const request = { model: 'claude-opus-5-5', max_tokens: 2048, system: [{ type: 'text', text: 'Be brief.' }], effort: 'max',
                    tools: [{ name: 'bash', description: 'x', input_schema: { type: 'object', properties: {} } }],
                    messages: [{ role: 'user', content: [{ type: 'text', text: 'Plan the project "x".' }] }] };
  for (const [type, more] of [['MessageCreateParamsStreaming', {}], ['Beta.MessageCreateParamsStreaming', { clear_above: 50000 }],
                              ['Beta.MessageCreateParamsStreaming', { summarize: 'Sum up.' }]]) {
    const run = spawnSync(program, [server.url], { input: JSON.stringify({ ...request, ...more }) });
    assert.equal(run.status, 0, `${run.error ?? run.stderr}`);
    const sent = readFileSync(log, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).filter((line) => line.method === 'POST').at(-1);
    assign(`Anthropic.${type}`, JSON.parse(sent.body));
    count.requests += 1;
  }
});

// Each of these must be refused; the compiler complains when it is not.
const wrong = [
  ['Anthropic.Message', { id: 'msg_x', type: 'message', role: 'assistant' }],
  ['Anthropic.RawMessageStreamEvent', { type: 'content_block_delta', index: 0, delta: { type: 'text_dleta', text: 'x' } }],
  ['Anthropic.MessageCreateParamsStreaming', { ...body, stream: true, temperature: 1 }],
  ['Anthropic.StopReason', 'finished'],
];

await check('the compiler agrees', () => {
  const good = lines.length;
  for (const [type, value] of wrong) {
    lines.push('// @ts-expect-error');
    assign(type, value);
  }
  const source = path.join(folder, 'fixtures.ts');
  writeFileSync(source, `${lines.join('\n')}\n`);
  const options = { noEmit: true, strict: true, skipLibCheck: true, target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', types: [],
                    lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'] };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['fixtures.ts'] }));
  const run = spawnSync(process.execPath, [compiler, '--project', folder], { cwd: folder, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout.slice(0, 6000));
  assert.ok(good > 150, `${good} lines`);
  console.log(`      ${JSON.stringify(count)}`);
});

server.stop();
finish();
