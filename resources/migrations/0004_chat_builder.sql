-- SPDX-License-Identifier: GPL-3.0-or-later

-- named: a person gave the title. tier, features: a person's choice for the specification. head: the newest message of
-- the branch that is shown. deleted_ms: when a person threw it away; it can be taken back until it is purged.
ALTER TABLE chats ADD COLUMN named INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN deleted_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN effort TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN token_limit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN draft TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN tier TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN features INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN forked_from TEXT NOT NULL DEFAULT '';
ALTER TABLE chats ADD COLUMN forked_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chats ADD COLUMN head INTEGER NOT NULL DEFAULT 0;
UPDATE chats SET named = 1, head = messages;

-- A tree within a chat: an edited question or another answer is a sibling, nothing is overwritten. content is what goes
-- back to the service, byte for byte: a JSON array of messages. text is what a person reads. role "spec": a
-- specification that was written from the description in the parent; no part of the conversation.
CREATE TABLE chat_messages (
  no INTEGER PRIMARY KEY,
  chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'spec')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'streaming', 'complete', 'interrupted', 'failed')),
  text TEXT NOT NULL,
  thinking TEXT NOT NULL,
  content BLOB NOT NULL,
  model TEXT NOT NULL,
  stop_reason TEXT NOT NULL,
  error TEXT NOT NULL,
  demonstration INTEGER NOT NULL,
  usage_input INTEGER NOT NULL,
  usage_cache_5m INTEGER NOT NULL,
  usage_cache_1h INTEGER NOT NULL,
  usage_cache_read INTEGER NOT NULL,
  usage_output INTEGER NOT NULL,
  usage_calls INTEGER NOT NULL,
  usage_known INTEGER NOT NULL,
  cost_nano INTEGER,
  created_ms INTEGER NOT NULL,
  ended_ms INTEGER NOT NULL,
  UNIQUE (chat, seq)
) STRICT;
CREATE INDEX chat_messages_open ON chat_messages (no) WHERE state = 'streaming';
CREATE INDEX chat_messages_parent ON chat_messages (chat, parent);
CREATE INDEX chat_messages_ended ON chat_messages (ended_ms);
INSERT INTO chat_messages SELECT NULL, chat, seq, seq - 1, CASE role WHEN 'assistant' THEN role ELSE 'user' END,
  'complete', CAST(content AS TEXT), '', x'', '', '', '', 0, 0, 0, 0, 0, 0, 0, 0, NULL, created_ms, created_ms
  FROM messages ORDER BY chat, seq;
DROP TABLE messages;

-- What has come of an answer that still streams, piece by piece; goes into the message when it ends.
CREATE TABLE chat_pieces (
  message INTEGER NOT NULL REFERENCES chat_messages (no) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  thinking INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;

-- seq 0: of the message that is being written. The bytes are a blob.
CREATE TABLE chat_attachments (
  id TEXT PRIMARY KEY NOT NULL,
  chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX chat_attachments_chat ON chat_attachments (chat, seq, place);
CREATE INDEX chat_attachments_hash ON chat_attachments (hash);

-- Of a message with the role "spec": what it was made from and for, and what became of it.
CREATE TABLE chat_specs (
  message INTEGER PRIMARY KEY REFERENCES chat_messages (no) ON DELETE CASCADE,
  description TEXT NOT NULL,
  description_hash TEXT NOT NULL,
  tier TEXT NOT NULL,
  features INTEGER NOT NULL,
  chosen INTEGER NOT NULL,
  spec TEXT NOT NULL,
  spec_version INTEGER NOT NULL,
  problem TEXT NOT NULL,
  problem_line INTEGER NOT NULL
) STRICT;

-- Row ids are the numbers of messages that have ended; no text is kept in it.
CREATE VIRTUAL TABLE chat_index USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'unicode61');
INSERT INTO chat_index (rowid, text) SELECT no, text FROM chat_messages;
