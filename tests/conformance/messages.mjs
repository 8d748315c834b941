// SPDX-License-Identifier: GPL-3.0-or-later
// The official TypeScript client against our test server: what the client accepts and rejects shows that the server
// speaks the protocol. The scenarios are in tests/support/messages/bwmessages/scenarios.py.
import assert from 'node:assert/strict';
import { check, finish, loadSdk, startServer } from './support.mjs';

const Anthropic = loadSdk();
const server = await startServer();
const client = new Anthropic({ apiKey: 'test', baseURL: server.url, logLevel: 'off' });
const body = { model: 'claude-opus-5-5', max_tokens: 1024, messages: [{ role: 'user', content: 'hi' }] };
const TEXT = 'Grüße aus Zürich 🌍 \u2028 "quoted" \\ end';
const options = (scenario, more = {}) => ({ headers: { 'x-scenario': scenario }, ...more });
const streamed = (scenario) => client.messages.stream(body, options(scenario)).finalMessage();
const texts = (message) => message.content.filter((b) => b.type === 'text').map((b) => b.text).join('');

await check('create answers whole', async () => {
  const message = await client.messages.create(body, options('text'));
  assert.equal(texts(message), TEXT);
  assert.match(message._request_id, /^req_/);
});

for (const form of ['text', 'crlf', 'cr', 'bytes', 'bom']) {
  await check(`stream: ${form}`, async () => {
    const message = await streamed(form);
    assert.equal(texts(message), TEXT);
    assert.equal(message.stop_reason, 'end_turn');
    assert.equal(message.usage.output_tokens, 9);
  });
}

await check('stream: comments and data over several lines', async () => {
  const message = await streamed('split-data');
  assert.equal(message.content.length, 2);
});

await check('stream: two tools, one without arguments', async () => {
  const message = await streamed('tools');
  const tools = message.content.filter((b) => b.type === 'tool_use');
  assert.equal(message.stop_reason, 'tool_use');
  assert.deepEqual(tools.map((t) => t.input), [{ path: 'src/ä.cpp', lines: [1, 2.5, null] }, {}]);
});

await check('stream: thinking, shown and omitted and redacted', async () => {
  assert.deepEqual((await streamed('thinking')).content[0], { type: 'thinking', thinking: 'First I look.\nThen I act.', signature: 'c2ln' });
  assert.equal((await streamed('thinking-omitted')).content[0].thinking, '');
  assert.equal((await streamed('redacted')).content[0].data, 'b3BhcXVl');
});

await check('stream: a refusal says why', async () => {
  const message = await streamed('refusal');
  assert.equal(message.stop_reason, 'refusal');
  assert.equal(message.stop_details.category, 'cyber');
});

await check('stream: unknown events, blocks and deltas are tolerated', async () => {
  const message = await streamed('unknown');
  assert.deepEqual(message.content.map((b) => b.type), ['future_block', 'text']);
  assert.equal(texts(message), TEXT);
});

await check('stream: compaction', async () => {
  const stream = client.beta.messages.stream({ ...body, compaction: { type: 'summarize', instructions: null }, betas: ['compact-2026-09-04'] },
                                            options('compaction'));
  const message = await stream.finalMessage();
  assert.equal(message.content[0].content, 'What happened so far.');
});

for (const broken of ['error-in-stream', 'truncated', 'dropped']) {
  await check(`stream: ${broken} is an error`, async () => { await assert.rejects(streamed(broken)); });
}

await check('count_tokens', async () => {
  const { max_tokens: _, ...counted } = body;
  assert.ok((await client.messages.countTokens(counted)).input_tokens > 0);
});

await check('models are paged', async () => {
  const ids = [];
  for await (const model of client.models.list({ limit: 2 })) ids.push(model.id);
  assert.equal(ids.length, 4);
  assert.equal((await client.models.retrieve(ids[0])).id, ids[0]);
});

async function failing(scenario) {
  const sent = [];
  const counted = new Anthropic({
    apiKey: 'test', baseURL: server.url, logLevel: 'off',
    fetch: (url, init) => { sent.push(performance.now()); return fetch(url, init); },
  });
  try {
    await counted.messages.create(body, options(scenario));
  } catch (error) {
    return { error, tries: sent.length, gap: sent[1] - sent[0] };
  }
  throw new Error('no error');
}

for (const [status, name] of [[400, 'BadRequestError'], [401, 'AuthenticationError'], [402, 'APIError'], [403, 'PermissionDeniedError'],
                              [404, 'NotFoundError'], [413, 'APIError']]) {
  await check(`${status} is not tried again`, async () => {
    const { error, tries } = await failing(`status-${status}`);
    assert.equal(tries, 1);
    assert.equal(error.status, status);
    assert.ok(error instanceof Anthropic[name]);
    assert.match(error.requestID ?? error.request_id, /^req_/);
  });
}

for (const status of [409, 429, 500, 504, 529]) {
  await check(`${status} is tried twice more`, async () => {
    const { error, tries } = await failing(`status-${status}`);
    assert.equal(tries, 3);
    assert.equal(error.status, status);
  });
}

await check('retry-after is obeyed', async () => {
  const { gap } = await failing('retry-after');
  assert.ok(gap >= 990 && gap < 2000, `${gap} ms`);
});

await check('retry-after-ms is obeyed', async () => {
  const { gap } = await failing('retry-after-ms');
  assert.ok(gap >= 25 && gap < 350, `${gap} ms`);
});

await check('x-should-retry: false is obeyed', async () => {
  assert.equal((await failing('no-retry')).tries, 1);
  assert.equal((await failing('spend-limit')).tries, 1);
});

await check('a token, a trailing slash and a mode in the path', async () => {
  const other = new Anthropic({ apiKey: null, authToken: 'test', baseURL: `${server.url}/overloaded-1/`, logLevel: 'off' });
  assert.equal(texts(await other.messages.create(body, options('text'))), TEXT);
});

await check('a wrong key is refused', async () => {
  const other = new Anthropic({ apiKey: 'wrong', baseURL: server.url, logLevel: 'off' });
  await assert.rejects(other.messages.create(body, options('text')), Anthropic.AuthenticationError);
});

const refused = (change) => assert.rejects(client.messages.create({ ...body, ...change }, options('text')), Anthropic.BadRequestError);
const use = { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'a', input: {} }] };
const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'x' };
const talk = (...more) => ({ messages: [...body.messages, ...more] });
const marked = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };

await check('the server refuses what the service refuses', async () => {
  await refused({ temperature: 1 });
  await refused({ never_heard_of: 1 });
  await refused(talk(use));
  await refused(talk(use, { role: 'user', content: 'no result' }));
  await refused(talk(use, { role: 'user', content: [{ type: 'text', text: 'first' }, result] }));
  await refused(talk({ role: 'assistant', content: 'prefill' }));
  await refused({ tool_choice: { type: 'any' }, tools: [{ name: 'a', input_schema: { type: 'object' } }] });
  await refused({ thinking: { type: 'disabled' } });
  await refused({ messages: [{ role: 'user', content: Array(5).fill(marked) }] });
  await assert.rejects(client.messages.create(body, { headers: { 'anthropic-beta': 'never-2020-01-01' } }), Anthropic.BadRequestError);
});

await check('the server refuses history that was changed', async () => {
  const plan = { ...body, messages: [{ role: 'user', content: 'Plan the project "x".' }] };
  const first = await client.messages.stream(plan).finalMessage();
  const results = first.content.filter((b) => b.type === 'tool_use').map((b) => ({ type: 'tool_result', tool_use_id: b.id, content: 'x' }));
  const next = (assistant, begin = plan.messages) => ({ ...plan, messages: [...begin, assistant, { role: 'user', content: results }] });
  const turn = { role: 'assistant', content: first.content };
  assert.ok((await client.messages.stream(next(turn)).finalMessage()).content.length > 0);
  const changed = { role: 'assistant', content: first.content.map((b) => (b.type === 'tool_use' ? { ...b, input: { ...b.input, more: 1 } } : b)) };
  await assert.rejects(client.messages.stream(next(changed)).finalMessage(), Anthropic.BadRequestError);
  const moved = [{ role: 'user', content: 'Plan the project "y".' }];
  await assert.rejects(client.messages.stream(next(turn, moved)).finalMessage(), Anthropic.BadRequestError);
});

server.stop();
finish();
