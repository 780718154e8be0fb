-- Who leads a unit sees what it owes.
ALTER TABLE people_unit ADD COLUMN leader bytea;

CREATE TABLE people_absence(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint NOT NULL,
  deputy bytea,
  said_by bytea NOT NULL,
  said_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX people_absence_agency ON people_absence(agency, until_at) WHERE ended_at IS NULL;

-- Whether and where a person wants to hear that something waits. The address is sealed with the person's key; a secret is stored as its hash.
CREATE TABLE people_digest(
  account bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  often text NOT NULL,
  data_key bytea NOT NULL,
  address bytea NOT NULL,
  confirmed_at bigint,
  secret_hash bytea,
  secret_until bigint,
  asked_at bigint NOT NULL,
  sent_at bigint
);

CREATE TABLE people_calendar(
  account bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  secret_hash bytea NOT NULL,
  made_at bigint NOT NULL
);
