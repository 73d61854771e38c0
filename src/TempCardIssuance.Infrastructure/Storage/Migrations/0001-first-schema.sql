-- One script for both databases. Words in braces are types that a dialect fills in: {key} is text compared byte by
-- byte, {bytes} binary data, {identity} a number given in order of insertion.
--
-- Times are UTC in ticks of 100 ns since 0001-01-01, so that they sort and come back exactly as they were
-- (SQLite: datetime(x / 10000000 - 62135596800, 'unixepoch')). Columns named *_key hold the upper-case form of the
-- column beside them and are what searches look at, because the two databases fold case differently.

CREATE TABLE batches (
    id {key} NOT NULL PRIMARY KEY,
    id_key {key} NOT NULL UNIQUE,
    state TEXT NOT NULL,
    operator TEXT NOT NULL,
    operator_key {key} NOT NULL,
    options TEXT NOT NULL,
    cards BIGINT NOT NULL DEFAULT 0,
    started_at BIGINT NOT NULL,
    produced_at BIGINT,
    closed_at BIGINT,
    closed_by TEXT,
    reason TEXT
);
CREATE INDEX batches_started ON batches (started_at, id);
CREATE INDEX batches_state ON batches (state, started_at, id);

CREATE TABLE leases (
    batch_id {key} NOT NULL PRIMARY KEY REFERENCES batches (id),
    owner TEXT NOT NULL,
    until BIGINT NOT NULL
);

CREATE TABLE cards (
    number_key {key} NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    state_since BIGINT NOT NULL,
    site TEXT,
    site_key {key},
    requested_by TEXT,
    requested_by_key {key},
    priority BIGINT NOT NULL,
    -- The most urgent has the lowest rank, so that one direction fits all columns of an index.
    rank BIGINT NOT NULL GENERATED ALWAYS AS (-priority) STORED,
    fields TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    batch_id {key} REFERENCES batches (id),
    valid_until BIGINT
);
CREATE INDEX cards_state_urgency ON cards (state, rank, requested_at, number_key);
CREATE INDEX cards_state_requested ON cards (state, requested_at, number_key);
CREATE INDEX cards_urgency ON cards (rank, requested_at, number_key);
CREATE INDEX cards_requested ON cards (requested_at, number_key);
CREATE INDEX cards_site ON cards (site_key) WHERE site_key IS NOT NULL;
CREATE INDEX cards_requested_by ON cards (requested_by_key) WHERE requested_by_key IS NOT NULL;
CREATE INDEX cards_batch ON cards (batch_id, state) WHERE batch_id IS NOT NULL;

CREATE TABLE productions (
    id {key} NOT NULL PRIMARY KEY,
    batch_id {key} NOT NULL REFERENCES batches (id),
    card_key {key} NOT NULL REFERENCES cards (number_key),
    attempt BIGINT NOT NULL,
    station TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    body_id {key},
    card_guid {key},
    valid_until BIGINT,
    error_id TEXT,
    message TEXT,
    spoiled_reason TEXT,
    sealed_pins TEXT,
    faces TEXT NOT NULL,
    UNIQUE (batch_id, card_key, attempt)
);
CREATE INDEX productions_card ON productions (card_key, started_at);
-- A body never carries two live cards.
CREATE UNIQUE INDEX productions_live_body ON productions (body_id)
    WHERE state IN ('Started', 'Succeeded') AND body_id IS NOT NULL;
CREATE UNIQUE INDEX productions_live_guid ON productions (card_guid)
    WHERE state IN ('Started', 'Succeeded') AND card_guid IS NOT NULL;

CREATE TABLE certificates (
    id {identity},
    production_id {key} NOT NULL REFERENCES productions (id),
    profile TEXT NOT NULL,
    slot TEXT NOT NULL,
    authority {key} NOT NULL,
    serial_number {key} NOT NULL,
    subject TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    not_after BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- 0: not tried yet (the databases sort NULL differently).
    tried_at BIGINT NOT NULL DEFAULT 0,
    revoked_at BIGINT,
    revocation_error TEXT,
    raw_data {bytes} NOT NULL,
    UNIQUE (authority, serial_number)
);
CREATE INDEX certificates_production ON certificates (production_id);
CREATE INDEX certificates_pending ON certificates (tried_at, id) WHERE state = 'RevocationPending';

-- Authorities that may have issued certificates for a production without their being recorded above.
CREATE TABLE unsettled (
    production_id {key} NOT NULL REFERENCES productions (id),
    authority {key} NOT NULL,
    PRIMARY KEY (production_id, authority)
);

CREATE TABLE counters (
    name {key} NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE audit (
    sequence BIGINT NOT NULL PRIMARY KEY,
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
    hash TEXT NOT NULL
);
CREATE INDEX audit_card ON audit (card_key, sequence) WHERE card_key IS NOT NULL;
CREATE INDEX audit_batch ON audit (batch_key, sequence) WHERE batch_key IS NOT NULL;
CREATE INDEX audit_at ON audit (at, sequence);
