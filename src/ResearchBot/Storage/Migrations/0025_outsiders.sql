-- Whom a collection is open to beside the members of its organisation: nobody (Member), guests, or everyone (External).
ALTER TABLE collections ADD COLUMN open_to TEXT NOT NULL DEFAULT 'Member';

-- Guests, people of other organisations, and the channels that they read. Members, and channels that only they read, have no row.
-- `expires_at` is null where the platform says when it ends; `told_at` is when a person was last told that nothing is open to them.
CREATE TABLE outsiders (
    workspace   TEXT   NOT NULL,
    subject     TEXT   NOT NULL,
    affiliation TEXT   NOT NULL,
    seen_at     BIGINT NOT NULL,
    expires_at  BIGINT,
    told_at     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, subject)
);
