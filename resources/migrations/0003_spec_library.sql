-- SPDX-License-Identifier: GPL-3.0-or-later

-- deleted_ms: when a person threw it away; it can be taken back until it is purged. origin: who began it. tier, features:
-- of the newest version; features -1 = not counted yet.
ALTER TABLE specs ADD COLUMN deleted_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE specs ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE specs ADD COLUMN tier TEXT NOT NULL DEFAULT '';
ALTER TABLE specs ADD COLUMN features INTEGER NOT NULL DEFAULT -1;
UPDATE specs SET origin = ifnull((SELECT author FROM spec_versions v WHERE v.spec = specs.id AND v.version = 1), '');

-- The version that a person brought back with this one; 0 = none. Named apart from "note", which is a person's text.
ALTER TABLE spec_versions ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;
