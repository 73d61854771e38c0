-- Orders for certificates that an authority answers later, until the answer is on record or the order is settled.
CREATE TABLE pending_orders (
    production_id {key} NOT NULL REFERENCES productions (id),
    authority {key} NOT NULL,
    profile {key} NOT NULL,
    -- By what the authority knows the order.
    request_id TEXT NOT NULL,
    PRIMARY KEY (production_id, authority, profile)
);
