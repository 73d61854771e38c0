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
