// SPDX-License-Identifier: GPL-3.0-or-later
// node sdk_stream.mjs FILE ROUNDS FOLDER: the official SDK (installed in FOLDER) reads the recorded answer from FILE, ROUNDS times,
// from memory; no server, no network. Once to the whole message, as our decoder does, and once for its bare events only.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [file, rounds, folder] = process.argv.slice(2)
const entry = createRequire(folder + '/').resolve('@anthropic-ai/sdk')
const { default: Anthropic } = await import(pathToFileURL(entry).href)
const bytes = readFileSync(file)
const piece = 16 * 1024

const body = () => {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + piece)))
      at += piece
    },
  })
}
const client = new Anthropic({
  apiKey: 'none',
  fetch: async () => new Response(body(), { headers: { 'content-type': 'text/event-stream' } }),
})
const request = { model: 'm', max_tokens: 1000, messages: [{ role: 'user', content: 'x' }] }

const wholeMessage = async () => {
  const message = await client.messages.stream(request).finalMessage()
  if (typeof message.content[2].input.content !== 'string') throw new Error('the tool call is not whole')
}
const bareEvents = async () => {
  let deltas = 0
  for await (const event of await client.messages.create({ ...request, stream: true }))
    deltas += event.type === 'content_block_delta'
  if (deltas === 0) throw new Error('nothing came')
}

const measure = async (name, read, times) => {
  await read() // warm
  const began = process.hrtime.bigint()
  for (let i = 0; i < times; ++i) await read()
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  console.log(`bench ${name} ours=${((bytes.length * times) / 1e6 / seconds).toFixed(1)}MB/s`)
}
await measure('sdk_events', bareEvents, Number(rounds))
await measure('sdk_message', wholeMessage, Math.max(1, Number(rounds) / 20))
