-- The body that a card which came back is to be made on again; NULL: any.
ALTER TABLE cards ADD COLUMN made_on {key};
CREATE UNIQUE INDEX cards_made_on ON cards (made_on) WHERE made_on IS NOT NULL;
-- When a hand-over was tried last, or made: what failed comes behind the others, and waits for nothing else.
ALTER TABLE hand_overs RENAME COLUMN try_at TO tried_at;

-- What a card said of a key that it made itself, verified: PEM; NULL: it was not asked, or could not.
ALTER TABLE certificates ADD COLUMN attestation TEXT;
