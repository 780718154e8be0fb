-- A connected system that wants to be told: where, of what, and the secret that signs it, sealed with the agency's key.
CREATE TABLE people_webhook(
  client BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  address TEXT NOT NULL,
  events TEXT NOT NULL,
  data_key BLOB NOT NULL,
  secret BLOB NOT NULL,
  made_by BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  failing_since INTEGER,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each is told, with ids and states only, and what came of it.
CREATE TABLE people_webhook_delivery(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  client BLOB NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER,
  tried_at INTEGER,
  answer INTEGER,
  fault TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX people_webhook_delivery_client ON people_webhook_delivery(agency, client, made_at, id);
