-- A connected system that wants to be told: where, of what, and the secret that signs it, sealed with the agency's key.
CREATE TABLE people_webhook(
  client bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  address text NOT NULL,
  events text NOT NULL,
  data_key bytea NOT NULL,
  secret bytea NOT NULL,
  made_by bytea NOT NULL,
  made_at bigint NOT NULL,
  failing_since bigint,
  version bigint NOT NULL
);

-- What each is told, with ids and states only, and what came of it.
CREATE TABLE people_webhook_delivery(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  client bytea NOT NULL,
  event text NOT NULL,
  body text NOT NULL,
  made_at bigint NOT NULL,
  state text NOT NULL,
  attempts bigint NOT NULL,
  next_at bigint,
  tried_at bigint,
  answer bigint,
  fault text
);
CREATE INDEX people_webhook_delivery_client ON people_webhook_delivery(agency, client, made_at, id);
