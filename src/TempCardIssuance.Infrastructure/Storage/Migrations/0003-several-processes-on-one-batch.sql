-- Several processes may work on one batch: each has a lease of its own, and takes one card after the other in hand.
CREATE TABLE leases_by_owner (
    batch_id {key} NOT NULL REFERENCES batches (id),
    owner {key} NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (batch_id, owner)
);
INSERT INTO leases_by_owner (batch_id, owner, until) SELECT batch_id, owner, until FROM leases;

-- The cards that are still to be made, in the order in which the operator gave them.
CREATE TABLE work (
    id {identity},
    batch_id {key} NOT NULL REFERENCES batches (id),
    card_key {key} NOT NULL UNIQUE REFERENCES cards (number_key),
    -- The owner of the lease who has the card in hand.
    holder {key}
);
CREATE INDEX work_free ON work (batch_id, id) WHERE holder IS NULL;
CREATE INDEX work_in_hand ON work (batch_id, holder) WHERE holder IS NOT NULL;
INSERT INTO work (batch_id, card_key, holder)
SELECT c.batch_id, c.number_key,
    (SELECT COALESCE(MAX(l.owner), 'unknown') FROM productions p LEFT JOIN leases l ON l.batch_id = p.batch_id
     WHERE p.batch_id = c.batch_id AND p.card_key = c.number_key AND p.state = 'Started' GROUP BY p.card_key)
FROM cards c WHERE c.state = 'InProduction' AND c.batch_id IS NOT NULL
ORDER BY c.batch_id, c.rank, c.requested_at, c.number_key;

DROP TABLE leases;
ALTER TABLE leases_by_owner RENAME TO leases;
