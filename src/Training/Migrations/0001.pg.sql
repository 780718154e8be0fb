CREATE TABLE training_course(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  name_fr text,
  covers_kind text,
  covers bytea,
  months bigint NOT NULL,
  made_at bigint NOT NULL,
  search_text text NOT NULL,
  UNIQUE(agency, code)
);

CREATE TABLE training_certificate(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  course bytea NOT NULL REFERENCES training_course(id),
  granted_at bigint NOT NULL,
  granted_by bytea NOT NULL,
  valid_until bigint NOT NULL,
  withdrawn_at bigint,
  withdrawn_by bytea,
  version bigint NOT NULL
);
CREATE INDEX training_certificate_account ON training_certificate(agency, account);
CREATE INDEX training_certificate_until ON training_certificate(agency, valid_until, id);
