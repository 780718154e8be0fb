-- When its person last proved who they are. Nobody did at 0: whoever is signed in now is asked once more before what weighs most.
ALTER TABLE people_account_session ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;

-- The secret before the last change, sealed like the other, and until when it signs beside it.
ALTER TABLE people_webhook ADD COLUMN former_secret BLOB;
ALTER TABLE people_webhook ADD COLUMN former_until INTEGER;
