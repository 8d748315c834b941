// SPDX-License-Identifier: GPL-3.0-or-later
// The same byte streams through the official client and through ours, in pieces that are cut differently: the answers must
// be equal. The known differences are checked, too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { check, finish, loadSdk, startServer } from './support.mjs';

const Anthropic = loadSdk();
const server = await startServer();
const program = path.join(process.env.BW_BIN_DIR ?? 'build/dev/bin', 'decode_stream');
const body = { model: 'claude-opus-5-5', max_tokens: 1024, messages: [{ role: 'user', content: 'hi' }] };

// A small generator with a seed (mulberry32), so that every run cuts and writes the same.
function generator(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

function inPieces(bytes, random) {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length;) {
        const size = 1 + random(200);
        controller.enqueue(bytes.subarray(at, at + size));
        at += size;
      }
      controller.close();
    },
  });
}

async function theirs(bytes, seed) {
  const answer = async () => new Response(inPieces(bytes, generator(seed)), { status: 200, headers: { 'content-type': 'text/event-stream' } });
  const client = new Anthropic({ apiKey: 'test', baseURL: 'http://127.0.0.1:9', logLevel: 'off', maxRetries: 0, fetch: answer });
  try {
    const message = await client.messages.stream(body).finalMessage();
    return { content: JSON.parse(JSON.stringify(message.content)), stop_reason: message.stop_reason, model: message.model, id: message.id,
             output_tokens: message.usage.output_tokens };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

function ours(bytes, seed) {
  const run = spawnSync(program, [String(seed)], { input: bytes });
  assert.equal(run.status, 0, `${run.error ?? run.stderr}`);
  return JSON.parse(run.stdout.toString('utf8'));
}

async function same(bytes, seed = 1) {
  const [a, b] = [await theirs(bytes, seed), ours(bytes, seed + 1)];
  if (a.error || b.error) assert.ok(a.error && b.error, `theirs: ${a.error ?? 'an answer'}; ours: ${b.error ?? 'an answer'}`);
  else assert.deepEqual(b, a);
  return b;
}

async function recorded(scenario, messages = body.messages) {
  const headers = { 'content-type': 'application/json', 'anthropic-version': '2026-10-21', 'x-api-key': 'test' };
  if (scenario) headers['x-scenario'] = scenario;
  const answer = await fetch(`${server.url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify({ ...body, stream: true, messages }) });
  assert.equal(answer.status, 200);
  return new Uint8Array(await answer.arrayBuffer());
}

for (const scenario of ['text', 'crlf', 'cr', 'bytes', 'split-data', 'bom', 'thinking', 'thinking-omitted', 'redacted', 'tools', 'refusal', 'unknown',
                        'error-in-stream', 'truncated']) {
  await check(`the same answer: ${scenario}`, async () => {
    const bytes = await recorded(scenario);
    for (let seed = 1; seed <= 5; seed += 1) await same(bytes, seed);
  });
}

await check('the same answer: turns of the demonstration', async () => {
  for (const first of ['Plan the project "x".', 'Feature id: server-starts', 'Feature id: page']) {
    const answer = await same(await recorded('', [{ role: 'user', content: first }]), 3);
    assert.ok(!answer.error);
  }
});

const LETTERS = ['a', 'Z', ' ', '"', '\\', '/', '\n', '\t', 'ä', '中', '🌍', '\u2028', '{', '}', '[', ']', ':', ',', '\u0001', 'data: ', 'event: '];
const text = (random) => Array.from({ length: random(40) }, () => LETTERS[random(LETTERS.length)]).join('');

function value(random, depth = 3) {
  const kinds = [() => random(1000) / 8, () => text(random), () => random(2) === 0, () => null, () => Array.from({ length: random(3) }, () => value(random, depth - 1)),
                 () => Object.fromEntries(Array.from({ length: random(4) }, (_, i) => [`k${i}${text(random)}`, value(random, depth - 1)]))];
  return kinds[random(depth > 0 ? 6 : 4)]();
}

function cut(string, random) {
  const letters = [...string];
  const parts = [];
  while (letters.length) parts.push(letters.splice(0, 1 + random(9)).join(''));
  return parts;
}

function randomStream(random) {
  const end = ['\n', '\r\n', '\r'][random(3)];
  const out = [];
  const say = (data) => {
    if (random(5) === 0) out.push(`: note${end}`);
    if (random(9) === 0) out.push(`event: ping${end}data: {"type":"ping"}${end}${end}`);
    out.push(`event: ${data.type}${end}data: ${JSON.stringify(data)}${end}${end}`);
  };
  say({ type: 'message_start', message: { id: 'msg_x', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, usage: { input_tokens: 1, output_tokens: 1 } } });
  for (let index = 0, n = random(4); index < n; index += 1) {
    const delta = (members) => say({ type: 'content_block_delta', index, delta: members });
    const start = (content_block) => say({ type: 'content_block_start', index, content_block });
    const kind = random(4);
    if (kind === 0) {
      start({ type: 'text', text: '' });
      for (const part of cut(text(random), random)) delta({ type: 'text_delta', text: part });
    } else if (kind === 1) {
      start({ type: 'thinking', thinking: '', signature: '' });
      for (const part of cut(text(random), random)) delta({ type: 'thinking_delta', thinking: part });
      delta({ type: 'signature_delta', signature: `c2ln${index}` });
    } else if (kind === 2) {
      start({ type: 'tool_use', id: `toolu_${index}`, name: 't', input: {} });
      const input = Object.fromEntries([['a', value(random)], ['b', value(random)]]);
      if (random(4) > 0) for (const part of ['', ...cut(JSON.stringify(input, null, random(3)), random)]) delta({ type: 'input_json_delta', partial_json: part });
    } else {
      start({ type: 'future_block', data: value(random) });
      delta({ type: 'future_delta', x: value(random) });
    }
    say({ type: 'content_block_stop', index });
  }
  say({ type: 'message_delta', delta: { stop_reason: ['end_turn', 'tool_use', 'max_tokens'][random(3)], stop_sequence: null }, usage: { output_tokens: random(100) } });
  say({ type: 'message_stop' });
  return out.join('');
}

await check('the same answer: 150 random streams, whole and cut', async () => {
  const random = generator(20261124);
  let answers = 0;
  for (let round = 0; round < 150; round += 1) {
    const stream = Buffer.from(randomStream(random), 'utf8');
    const whole = random(4) > 0;
    const answer = await same(whole ? stream : stream.subarray(0, random(stream.length - 60)), round);
    assert.equal(Boolean(answer.error), !whole);
    answers += whole ? 1 : 0;
  }
  assert.ok(answers > 75);
});

const plain = async (change) => Buffer.from(change(Buffer.from(await recorded('text')).toString('utf8')), 'utf8');

await check('known difference: events without a name are read by ours', async () => {
  const bytes = await plain((stream) => stream.replace(/^event: .*\n/gm, ''));
  assert.ok((await theirs(bytes, 1)).error);
  assert.equal(ours(bytes, 1).stop_reason, 'end_turn');
});

await check('known difference: a missing last blank line is forgiven by ours', async () => {
  const bytes = await plain((stream) => stream.replace(/\n+$/, ''));
  assert.ok((await theirs(bytes, 1)).error);
  assert.equal(ours(bytes, 1).stop_reason, 'end_turn');
});

await check('known difference: tool input that is cut is marked by ours', async () => {
  const say = (data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const bytes = Buffer.from(say({ type: 'message_start', message: { content: [], usage: {} } })
    + say({ type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 'toolu_1', name: 't', input: {} } })
    + say({ type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{"path": "src' } })
    + say({ type: 'content_block_stop', index: 0 })
    + say({ type: 'message_delta', delta: { stop_reason: 'max_tokens' }, usage: {} }) + say({ type: 'message_stop' }), 'utf8');
  assert.deepEqual(ours(bytes, 1).content[0].input, { INVALID_JSON: '{"path": "src' });
});

server.stop();
finish();
