-- What the organisation's own systems are told of a card after its production. In the order of the numbers for each
-- card; what was told, or is not to be told any more, has ended_at.
CREATE TABLE hand_overs (
    number {number},
    card_key {key} NOT NULL REFERENCES cards (number_key),
    production_id {key} REFERENCES productions (id),
    event TEXT NOT NULL,
    -- The holder's reference; who that is stands in the table holders.
    held_by {key},
    until BIGINT,
    reason TEXT,
    made_at BIGINT NOT NULL,
    -- 1: a later event has made it void.
    voided BIGINT,
    ended_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0,
    try_at BIGINT NOT NULL,
    error TEXT,
    -- Whose program tells it now, and how long that may take.
    taken_by {key},
    taken_until BIGINT
);
CREATE INDEX hand_overs_card ON hand_overs (card_key, number);
CREATE INDEX hand_overs_waiting ON hand_overs (card_key, number) WHERE ended_at IS NULL;
CREATE INDEX hand_overs_holder ON hand_overs (held_by) WHERE ended_at IS NULL;

-- Whether the organisation was told that a loan ends soon, and that the card did not come back; NULL: not.
ALTER TABLE holders ADD COLUMN soon_at BIGINT;
ALTER TABLE holders ADD COLUMN overdue_at BIGINT;
CREATE INDEX holders_running ON holders (until) WHERE ended_at IS NULL AND overdue_at IS NULL;

-- What one operator has ordered and another has to order as well before it is done.
CREATE TABLE second_orders (
    -- A hash of what was ordered.
    order_key {key} NOT NULL PRIMARY KEY,
    operator TEXT NOT NULL,
    ordered_at BIGINT NOT NULL
);

-- PIN and PUK may be sealed apart, and letters tell holders their PINs.

-- The PUK as a CMS message of its own; NULL: it is in sealed_pins, or there is none.
ALTER TABLE productions ADD COLUMN sealed_puk TEXT;
-- Since when the PIN on the card is the one that its holder chose; NULL: it is the one that was drawn.
ALTER TABLE productions ADD COLUMN pin_set_at BIGINT;

-- Each letter that was printed, or may have been; its number tells nothing of its card.
CREATE TABLE letters (
    number {key} NOT NULL PRIMARY KEY,
    production_id {key} NOT NULL REFERENCES productions (id),
    kind {key} NOT NULL,
    -- How often such a letter was begun for the production, from 1.
    copy BIGINT NOT NULL,
    state TEXT NOT NULL,
    printer TEXT NOT NULL,
    job TEXT,
    message TEXT,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- Since when what it says is no longer true.
    void_at BIGINT,
    -- Two programs that print the same letter at once make it once.
    UNIQUE (production_id, kind, copy)
);
