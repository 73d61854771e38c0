-- When a hand-over was tried last, or made: what failed comes behind the others, and waits for nothing else.
ALTER TABLE hand_overs RENAME COLUMN try_at TO tried_at;

-- What a card said of a key that it made itself, verified: PEM; NULL: it was not asked, or could not.
ALTER TABLE certificates ADD COLUMN attestation TEXT;
