CREATE TABLE people_agency(
  agency BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  languages TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  sample INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people_unit(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  name TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name_sort TEXT NOT NULL,
  UNIQUE(agency, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE people_account(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  unit BLOB,
  languages TEXT NOT NULL,
  active INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  disabled_at INTEGER,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  name_sort TEXT NOT NULL,
  search_text TEXT NOT NULL,
  UNIQUE(agency, login)
) STRICT, WITHOUT ROWID;
CREATE INDEX people_account_name ON people_account(agency, name_sort, id);

CREATE TABLE people_account_role(
  account BLOB NOT NULL,
  role TEXT NOT NULL,
  agency BLOB NOT NULL,
  granted_at INTEGER NOT NULL,
  granted_by BLOB,
  confirmed_by BLOB,
  PRIMARY KEY(account, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX people_account_role_role ON people_account_role(agency, role);

CREATE TABLE people_role_proposal(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  role TEXT NOT NULL,
  proposed_by BLOB NOT NULL,
  proposed_at INTEGER NOT NULL,
  reason TEXT,
  state TEXT NOT NULL,
  decided_by BLOB,
  decided_at INTEGER,
  decision_reason TEXT,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- One open proposal for a role of an account.
CREATE UNIQUE INDEX people_role_proposal_open ON people_role_proposal(account, role) WHERE state = 'Waiting';
CREATE INDEX people_role_proposal_agency ON people_role_proposal(agency, state, id);

CREATE TABLE people_account_password(
  account BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  hash TEXT NOT NULL,
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people_factor(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  kind TEXT NOT NULL,
  secret BLOB,
  made_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  removed_at INTEGER,
  last_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_factor_account ON people_factor(account) WHERE removed_at IS NULL;

CREATE TABLE people_sheet_code(
  factor BLOB NOT NULL,
  number INTEGER NOT NULL,
  agency BLOB NOT NULL,
  hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY(factor, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE people_sign_in_link(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  secret_hash BLOB NOT NULL,
  made_by BLOB,
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Wrong answers in a row: by a keyed hash of the name that was typed, or of the account's second step. Forgotten after an hour without a try.
CREATE TABLE people_sign_in_trouble(
  agency BLOB NOT NULL,
  name BLOB NOT NULL,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  PRIMARY KEY(agency, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX people_sign_in_trouble_last ON people_sign_in_trouble(agency, last_at);

CREATE TABLE people_account_session(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  secret_hash BLOB NOT NULL,
  stage TEXT NOT NULL,
  first_step TEXT NOT NULL,
  second_step TEXT,
  made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by BLOB,
  ended_why TEXT,
  address TEXT NOT NULL,
  device TEXT NOT NULL,
  device_mark BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- Whether two people of one decision share a browser.
CREATE INDEX people_account_session_device ON people_account_session(device_mark, account);
CREATE INDEX people_account_session_account ON people_account_session(account) WHERE ended_at IS NULL;

CREATE TABLE people_service_client(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  key_hash BLOB NOT NULL,
  made_by BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER,
  revoked_at INTEGER,
  revoked_by BLOB,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX people_service_client_agency ON people_service_client(agency, name, id);
