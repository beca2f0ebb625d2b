-- What is followed: a folder, page, site or repository that was loaded into a collection and is loaded again.
CREATE TABLE sources (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace    TEXT   NOT NULL,
    collection   TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    root         TEXT   NOT NULL,
    every_hours  BIGINT NOT NULL,
    due_at       BIGINT,
    added_by     TEXT   NOT NULL,
    added_at     BIGINT NOT NULL,
    platform     TEXT   NOT NULL,
    told_to      TEXT   NOT NULL,
    refreshed_at BIGINT,
    outcome      TEXT   NOT NULL,
    failing      BIGINT NOT NULL,
    job_id       TEXT,
    holder       TEXT   NOT NULL,
    held_until   BIGINT NOT NULL
);
CREATE UNIQUE INDEX sources_by_address ON sources (workspace, collection, kind, address);
CREATE INDEX sources_due ON sources (due_at);

-- The documents of a source that its last refreshes missed, and how many of them in a row.
CREATE TABLE source_misses (
    source_id   TEXT   NOT NULL,
    document_id TEXT   NOT NULL,
    misses      BIGINT NOT NULL,
    PRIMARY KEY (source_id, document_id),
    FOREIGN KEY (source_id) REFERENCES sources (id) ON DELETE CASCADE
);
