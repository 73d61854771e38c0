-- What a card costs does not grow with what was; and a store, an authority or a list that went back in time is noticed.

-- Searches for a body, for what failed last, and for a certificate by its number.
CREATE INDEX productions_failed ON productions (started_at, id) WHERE error_id IS NOT NULL;
CREATE INDEX productions_body ON productions (body_id) WHERE body_id IS NOT NULL;
CREATE INDEX certificates_serial_number ON certificates (serial_number);

-- Nearly all certificates are Active: an index of them tells nothing, and leads a planner to walk it.
DROP INDEX certificates_state;
CREATE INDEX certificates_to_revoke ON certificates (id) WHERE state = 'RevocationPending';
CREATE INDEX certificates_revoked ON certificates (id) WHERE state = 'Revoked';

-- The place of a certificate in the record of its authority, from 1; NULL where the authority numbers none. An
-- authority whose record ends before the last place here went back.
ALTER TABLE certificates ADD COLUMN place BIGINT;
CREATE UNIQUE INDEX certificates_place ON certificates (authority, place) WHERE place IS NOT NULL;

-- Which key an authority of this name has, so that another one is noticed.
CREATE TABLE authorities (
    name {key} NOT NULL PRIMARY KEY,
    -- Subject key identifier, upper-case hex (RFC 5280, 4.2.1.2).
    key_id {key} NOT NULL,
    -- The number of the last revocation list that was seen.
    list_number BIGINT NOT NULL DEFAULT 0,
    seen_at BIGINT NOT NULL
);

-- What is known of the store as a whole: its id, the organisation's time zone.
CREATE TABLE facts (
    name {key} NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The audit trail with its number as the number of the row, so that an event is written in one place. Each event says
-- by which version of the chain its hash was made, and which account the database knows who wrote it by.
CREATE TABLE audit_by_sequence (
    sequence {sequence},
    at BIGINT NOT NULL,
    operator TEXT NOT NULL,
    kind TEXT NOT NULL,
    card_number TEXT,
    card_key {key},
    batch_id {key},
    batch_key {key},
    production_id TEXT,
    station TEXT,
    error_id TEXT,
    detail TEXT,
    account TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    hash TEXT NOT NULL
);
INSERT INTO audit_by_sequence (sequence, at, operator, kind, card_number, card_key, batch_id, batch_key, production_id,
    station, error_id, detail, hash)
SELECT sequence, at, operator, kind, card_number, card_key, batch_id, batch_key, production_id,
    station, error_id, detail, hash
FROM audit ORDER BY sequence;
DROP TABLE audit;
ALTER TABLE audit_by_sequence RENAME TO audit;
CREATE INDEX audit_card ON audit (card_key, sequence) WHERE card_key IS NOT NULL;
CREATE INDEX audit_batch ON audit (batch_key, sequence) WHERE batch_key IS NOT NULL;

-- Where in the trail the events of a day (UTC, days since 0001-01-01) begin. They end where the next row begins; a
-- clock that was set back makes a second row for a day.
CREATE TABLE audit_days (
    sequence {sequence},
    day BIGINT NOT NULL
);
INSERT INTO audit_days (sequence, day)
SELECT sequence, day FROM (
    SELECT sequence, at / 864000000000 AS day, LAG(at / 864000000000) OVER (ORDER BY sequence) AS before FROM audit
) AS days
WHERE before IS NULL OR day <> before;
CREATE INDEX audit_days_day ON audit_days (day, sequence);
