-- Passkeys (WebAuthn): the public half of a key that stays in the person's device.
CREATE TABLE people_passkey(
  id BLOB NOT NULL PRIMARY KEY,
  agency BLOB NOT NULL,
  account BLOB NOT NULL,
  credential BLOB NOT NULL,
  public_key BLOB NOT NULL,
  sign_count INTEGER NOT NULL,
  device TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER,
  removed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_passkey_credential ON people_passkey(agency, credential);
CREATE INDEX people_passkey_account ON people_passkey(account) WHERE removed_at IS NULL;

-- Challenges that were answered, until they would have run out anyway: each counts once.
CREATE TABLE people_passkey_challenge(
  agency BLOB NOT NULL,
  challenge BLOB NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY(agency, challenge)
) STRICT, WITHOUT ROWID;
