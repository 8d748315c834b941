-- SPDX-License-Identifier: GPL-3.0-or-later
-- Two kinds of tables. What people and builds wrote is kept: users, projects, chats, messages, specs, spec_versions,
-- event_logs, events. Everything below "projections" can be dropped and made again from the events.

CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  local INTEGER NOT NULL DEFAULT 0 CHECK (local IN (0, 1)),
  created_ms INTEGER NOT NULL
) STRICT;
-- One person of this machine, made at the first start.
CREATE UNIQUE INDEX users_local ON users (local) WHERE local = 1;

CREATE TABLE projects (
  id TEXT PRIMARY KEY NOT NULL,
  user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX projects_user ON projects (user, created_ms);

CREATE TABLE chats (
  id TEXT PRIMARY KEY NOT NULL,
  user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  project TEXT REFERENCES projects (id) ON DELETE SET NULL,
  title TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX chats_user ON chats (user, created_ms);
CREATE INDEX chats_project ON chats (project);

-- Content is a blob: it is sent again byte for byte.
CREATE TABLE messages (
  chat TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  role TEXT NOT NULL,
  content BLOB NOT NULL,
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (chat, seq)
) STRICT;

CREATE TABLE specs (
  id TEXT PRIMARY KEY NOT NULL,
  user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  project TEXT REFERENCES projects (id) ON DELETE SET NULL,
  chat TEXT REFERENCES chats (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX specs_user ON specs (user, created_ms);
CREATE INDEX specs_project ON specs (project);
CREATE INDEX specs_chat ON specs (chat);

CREATE TABLE spec_versions (
  spec TEXT NOT NULL REFERENCES specs (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  content BLOB NOT NULL,
  author TEXT NOT NULL,
  note TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (spec, version)
) STRICT;

-- A build has a number beside its id, so that an event's key is one integer (number and sequence number): the table is
-- its own index. Numbers are never used twice.
CREATE TABLE event_logs (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  build TEXT NOT NULL UNIQUE,
  user TEXT NOT NULL REFERENCES users (id)
) STRICT;
CREATE INDEX event_logs_user ON event_logs (user);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  build_no INTEGER NOT NULL GENERATED ALWAYS AS (id >> 32) VIRTUAL,
  seq INTEGER NOT NULL GENERATED ALWAYS AS (id & 0xffffffff) VIRTUAL,
  type TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  payload TEXT NOT NULL
) STRICT;

-- A removal that was begun; the next start ends it. What no build refers to any more waits in garbage for its file to go.
CREATE TABLE removals (
  no INTEGER PRIMARY KEY,
  build TEXT NOT NULL,
  collected INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE garbage (
  kind TEXT NOT NULL CHECK (kind IN ('blob', 'file')),
  name TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT;

-- projections

CREATE TABLE builds (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user TEXT NOT NULL,
  project TEXT NOT NULL,
  spec TEXT NOT NULL,
  spec_version INTEGER NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  phase TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER NOT NULL,
  waiting_until_ms INTEGER NOT NULL,
  options TEXT NOT NULL,
  demonstration INTEGER NOT NULL,
  features_total INTEGER NOT NULL,
  features_verified INTEGER NOT NULL,
  usage_input INTEGER NOT NULL,
  usage_cache_5m INTEGER NOT NULL,
  usage_cache_1h INTEGER NOT NULL,
  usage_cache_read INTEGER NOT NULL,
  usage_output INTEGER NOT NULL,
  usage_calls INTEGER NOT NULL,
  usage_known INTEGER NOT NULL,
  cost_nano INTEGER,
  current_action TEXT NOT NULL,
  current_feature TEXT NOT NULL,
  events INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  artifact TEXT NOT NULL
) STRICT;
CREATE INDEX builds_user_state ON builds (user, state);
CREATE INDEX builds_project ON builds (project);
CREATE INDEX builds_spec ON builds (spec);

CREATE TABLE features (
  build_no INTEGER NOT NULL,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  definition TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (build_no, id)
) STRICT;

-- The evidence itself stands in the event.
CREATE TABLE evidence (
  build_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  feature TEXT NOT NULL,
  PRIMARY KEY (build_no, seq)
) STRICT;

CREATE TABLE usage (
  build_no INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  model TEXT NOT NULL,
  input INTEGER NOT NULL,
  cache_5m INTEGER NOT NULL,
  cache_1h INTEGER NOT NULL,
  cache_read INTEGER NOT NULL,
  output INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  known INTEGER NOT NULL,
  cost_nano INTEGER,
  PRIMARY KEY (build_no, purpose, model)
) STRICT;

CREATE TABLE artifacts (
  build_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  checkpoint TEXT NOT NULL,
  features_total INTEGER NOT NULL,
  features_verified INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  PRIMARY KEY (build_no, seq)
) STRICT;
CREATE INDEX artifacts_id ON artifacts (id);

CREATE TABLE checkpoints (
  build_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  manifest TEXT NOT NULL,
  reason TEXT NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (build_no, seq)
) STRICT;

CREATE TABLE blob_refs (
  build_no INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (build_no, hash)
) STRICT;
CREATE INDEX blob_refs_hash ON blob_refs (hash);

-- A line's text is cut out of the event that holds it: offset and length count bytes of UTF-8.
CREATE TABLE log_lines (
  id INTEGER PRIMARY KEY,
  event_seq INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  level INTEGER NOT NULL,
  source TEXT NOT NULL,
  feature TEXT NOT NULL
) STRICT;
CREATE INDEX log_lines_loud ON log_lines (id) WHERE level >= 2;

-- Follows log_lines in transactions of its own; row ids are those of the lines, no text is kept in it.
CREATE VIRTUAL TABLE log_index USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'unicode61');
CREATE TABLE index_cursors (
  build_no INTEGER PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT;
