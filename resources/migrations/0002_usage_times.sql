-- SPDX-License-Identifier: GPL-3.0-or-later

-- A projection: what was used when, in quarters of an hour UTC; days and months of every time zone begin at one.
-- Calls whose price is unknown count with their tokens only.
CREATE TABLE usage_times (
  build_no INTEGER NOT NULL,
  quarter INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  cost_nano INTEGER NOT NULL,
  PRIMARY KEY (build_no, quarter)
) STRICT;
CREATE INDEX usage_times_quarter ON usage_times (quarter);

INSERT INTO usage_times (build_no, quarter, tokens, cost_nano)
  SELECT build_no, time_ms / 900000, sum(ifnull(json_extract(payload, '$.tokens'), 0)),
    sum(CAST(round(ifnull(json_extract(payload, '$.usd'), 0) * 1e9) AS INTEGER))
  FROM events WHERE type = 'budget.settled' AND build_no NOT IN (SELECT no FROM removals) GROUP BY 1, 2;

-- What removed builds used: the money is spent all the same.
CREATE TABLE usage_of_removed (
  quarter INTEGER PRIMARY KEY,
  tokens INTEGER NOT NULL,
  cost_nano INTEGER NOT NULL
) STRICT;
