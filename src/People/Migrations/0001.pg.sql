CREATE TABLE people_agency(
  agency bytea NOT NULL PRIMARY KEY,
  name text NOT NULL,
  code text NOT NULL UNIQUE,
  languages text NOT NULL,
  time_zone text NOT NULL,
  sample bigint NOT NULL,
  made_at bigint NOT NULL,
  version bigint NOT NULL
);

CREATE TABLE people_unit(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  name text NOT NULL,
  made_at bigint NOT NULL,
  version bigint NOT NULL,
  name_sort text NOT NULL,
  UNIQUE(agency, name)
);

CREATE TABLE people_account(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  title text NOT NULL,
  unit bytea,
  languages text NOT NULL,
  active bigint NOT NULL,
  made_at bigint NOT NULL,
  disabled_at bigint,
  changed_at bigint NOT NULL,
  version bigint NOT NULL,
  name_sort text NOT NULL,
  search_text text NOT NULL,
  UNIQUE(agency, login)
);
CREATE INDEX people_account_name ON people_account(agency, name_sort, id);

CREATE TABLE people_account_role(
  account bytea NOT NULL,
  role text NOT NULL,
  agency bytea NOT NULL,
  granted_at bigint NOT NULL,
  granted_by bytea,
  confirmed_by bytea,
  PRIMARY KEY(account, role)
);
CREATE INDEX people_account_role_role ON people_account_role(agency, role);

CREATE TABLE people_role_proposal(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  role text NOT NULL,
  proposed_by bytea NOT NULL,
  proposed_at bigint NOT NULL,
  reason text,
  state text NOT NULL,
  decided_by bytea,
  decided_at bigint,
  decision_reason text,
  version bigint NOT NULL
);
-- One open proposal for a role of an account.
CREATE UNIQUE INDEX people_role_proposal_open ON people_role_proposal(account, role) WHERE state = 'Waiting';
CREATE INDEX people_role_proposal_agency ON people_role_proposal(agency, state, id);

CREATE TABLE people_account_password(
  account bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  hash text NOT NULL,
  set_at bigint NOT NULL
);

CREATE TABLE people_factor(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  kind text NOT NULL,
  secret bytea,
  made_at bigint NOT NULL,
  confirmed_at bigint,
  removed_at bigint,
  last_step bigint NOT NULL
);
CREATE INDEX people_factor_account ON people_factor(account) WHERE removed_at IS NULL;

CREATE TABLE people_sheet_code(
  factor bytea NOT NULL,
  number bigint NOT NULL,
  agency bytea NOT NULL,
  hash bytea NOT NULL,
  used_at bigint,
  PRIMARY KEY(factor, number)
);

CREATE TABLE people_sign_in_link(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  secret_hash bytea NOT NULL,
  made_by bytea,
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  sample bigint NOT NULL,
  used_at bigint
);

-- Wrong answers in a row: by a keyed hash of the name that was typed, or of the account's second step. Forgotten after an hour without a try.
CREATE TABLE people_sign_in_trouble(
  agency bytea NOT NULL,
  name bytea NOT NULL,
  failures bigint NOT NULL,
  last_at bigint NOT NULL,
  not_before bigint NOT NULL,
  PRIMARY KEY(agency, name)
);
CREATE INDEX people_sign_in_trouble_last ON people_sign_in_trouble(agency, last_at);

CREATE TABLE people_account_session(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  secret_hash bytea NOT NULL,
  stage text NOT NULL,
  first_step text NOT NULL,
  second_step text,
  made_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  ended_at bigint,
  ended_by bytea,
  ended_why text,
  address text NOT NULL,
  device text NOT NULL,
  device_mark bytea NOT NULL
);
-- Whether two people of one decision share a browser.
CREATE INDEX people_account_session_device ON people_account_session(device_mark, account);
CREATE INDEX people_account_session_account ON people_account_session(account) WHERE ended_at IS NULL;

CREATE TABLE people_service_client(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  name text NOT NULL,
  scopes text NOT NULL,
  key_hash bytea NOT NULL,
  made_by bytea NOT NULL,
  made_at bigint NOT NULL,
  used_at bigint,
  revoked_at bigint,
  revoked_by bytea,
  version bigint NOT NULL
);
CREATE INDEX people_service_client_agency ON people_service_client(agency, name, id);
