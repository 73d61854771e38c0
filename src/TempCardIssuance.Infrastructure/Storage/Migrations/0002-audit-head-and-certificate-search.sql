-- The end of the audit trail: without it nobody could tell that the last rows were cut off.

CREATE TABLE audit_head (
    sequence BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (sequence, hash) VALUES (0, '0000000000000000000000000000000000000000000000000000000000000000');
UPDATE audit_head SET
    sequence = (SELECT sequence FROM audit ORDER BY sequence DESC LIMIT 1),
    hash = (SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1)
WHERE EXISTS (SELECT 1 FROM audit);

-- For searches of certificates by state, in the order in which they were recorded.
CREATE INDEX certificates_state ON certificates (state, id);
