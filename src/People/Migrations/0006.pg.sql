-- Passkeys (WebAuthn): the public half of a key that stays in the person's device.
CREATE TABLE people_passkey(
  id bytea NOT NULL PRIMARY KEY,
  agency bytea NOT NULL,
  account bytea NOT NULL,
  credential bytea NOT NULL,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  device text NOT NULL,
  made_at bigint NOT NULL,
  used_at bigint,
  removed_at bigint
);
CREATE UNIQUE INDEX people_passkey_credential ON people_passkey(agency, credential);
CREATE INDEX people_passkey_account ON people_passkey(account) WHERE removed_at IS NULL;

-- Challenges that were answered, until they would have run out anyway: each counts once.
CREATE TABLE people_passkey_challenge(
  agency bytea NOT NULL,
  challenge bytea NOT NULL,
  ends_at bigint NOT NULL,
  PRIMARY KEY(agency, challenge)
);
