-- Why a certificate is to be revoked, or was (RFC 5280, 5.3.1); NULL: nobody said.
ALTER TABLE certificates ADD COLUMN reason TEXT;

-- 1: the chip is good, and whether the face came out nobody knows.
ALTER TABLE productions ADD COLUMN needs_look BIGINT;
-- By what the printer knows the job that prints the face, before it is waited for.
ALTER TABLE productions ADD COLUMN print_job TEXT;

-- Whom a card was handed out to: once for each time. Cards and the audit trail have nothing but the reference, so that
-- who it was can be forgotten.
CREATE TABLE holders (
    reference {key} NOT NULL PRIMARY KEY,
    card_key {key} NOT NULL REFERENCES cards (number_key),
    -- NULL: forgotten.
    holder TEXT,
    holder_key {key},
    -- Which of the cards that a holder may have at once this is, from 1; NULL: it counts no more.
    place BIGINT,
    granted_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX holders_place ON holders (holder_key, place) WHERE place IS NOT NULL;
CREATE INDEX holders_holder ON holders (holder_key) WHERE holder_key IS NOT NULL;
CREATE INDEX holders_card ON holders (card_key);
CREATE INDEX holders_ended ON holders (ended_at) WHERE holder IS NOT NULL AND ended_at IS NOT NULL;

-- The holder who has the card, or had it last.
ALTER TABLE cards ADD COLUMN held_by {key};
-- When an Unassigned or Assigned card becomes Expired by itself; NULL: not, because its batch is open.
ALTER TABLE cards ADD COLUMN ends_at BIGINT;
UPDATE cards SET ends_at = valid_until WHERE state = 'Unassigned'
    AND batch_id IN (SELECT id FROM batches WHERE state = 'Completed');
CREATE INDEX cards_ends ON cards (ends_at, number_key) WHERE ends_at IS NOT NULL;
CREATE INDEX cards_held_by ON cards (held_by) WHERE held_by IS NOT NULL;
