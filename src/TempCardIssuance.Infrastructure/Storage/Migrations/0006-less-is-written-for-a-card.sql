-- Less is written for a card, a revocation that can't succeed is tried ever more seldom, and the numbers of the cards
-- that are requested are found behind a long history.

-- 1 while the body that a production was made on may be a live card (Started, Succeeded), else NULL, of which an index
-- may have many. A card that succeeds leaves it as it is, so that nothing has to be written about its body.
ALTER TABLE productions ADD COLUMN live BIGINT DEFAULT 1;
UPDATE productions SET live = NULL WHERE state NOT IN ('Started', 'Succeeded');
DROP INDEX productions_live_body;
DROP INDEX productions_live_guid;
DROP INDEX productions_body;
-- A body never carries two live cards.
CREATE UNIQUE INDEX productions_body ON productions (body_id, live) WHERE body_id IS NOT NULL;
CREATE UNIQUE INDEX productions_live_guid ON productions (card_guid) WHERE live IS NOT NULL AND card_guid IS NOT NULL;

-- One index of serial numbers instead of two, and numbers that are kept nowhere else.
CREATE TABLE certificates_by_serial (
    id {number},
    production_id {key} NOT NULL REFERENCES productions (id),
    profile TEXT NOT NULL,
    slot TEXT NOT NULL,
    authority {key} NOT NULL,
    serial_number {key} NOT NULL,
    subject TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- How often revocation was tried without success, and when it may be tried again; 0: now.
    tries BIGINT NOT NULL DEFAULT 0,
    try_at BIGINT NOT NULL DEFAULT 0,
    revoked_at BIGINT,
    revocation_error TEXT,
    raw_data {bytes} NOT NULL,
    place BIGINT,
    UNIQUE (serial_number, authority)
);
INSERT INTO certificates_by_serial (production_id, profile, slot, authority, serial_number, subject, not_before,
    not_after, state, try_at, revoked_at, revocation_error, raw_data, place)
SELECT production_id, profile, slot, authority, serial_number, subject, not_before,
    not_after, state, tried_at, revoked_at, revocation_error, raw_data, place
FROM certificates ORDER BY id;
DROP TABLE certificates;
ALTER TABLE certificates_by_serial RENAME TO certificates;
CREATE INDEX certificates_production ON certificates (production_id);
CREATE INDEX certificates_pending ON certificates (try_at, id, authority) WHERE state = 'RevocationPending';
CREATE INDEX certificates_to_revoke ON certificates (id) WHERE state = 'RevocationPending';
CREATE INDEX certificates_revoked ON certificates (id) WHERE state = 'Revoked';
CREATE UNIQUE INDEX certificates_place ON certificates (authority, place) WHERE place IS NOT NULL;

-- One index that does not change when a card is taken in hand, instead of two that do: of a batch those in hand come
-- first, and they are few.
DROP INDEX work_free;
DROP INDEX work_in_hand;
CREATE INDEX work_batch ON work (batch_id, id);

-- The state is hidden in an expression, or a planner may take the index of states and sort all that are requested.
CREATE INDEX cards_requested_number ON cards (number_key) WHERE state || '' = 'Requested';
