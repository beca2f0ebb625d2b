-- What the bot will say at an address of a platform. One that was taken is said, or lost with the process that took it, never said twice.
CREATE TABLE notices (
    id         TEXT   NOT NULL PRIMARY KEY,
    workspace  TEXT   NOT NULL,
    platform   TEXT   NOT NULL,
    address    TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    answer_id  TEXT,
    created_at BIGINT NOT NULL,
    taken_at   BIGINT
);
CREATE INDEX notices_waiting ON notices (platform, taken_at, created_at);
