-- What a platform handed over, each event once. The payload is there only until the event is done: until then a process that
-- starts runs it again. reply_address is the reply's message, in the platform's own writing.
CREATE TABLE received_requests (
    platform      TEXT   NOT NULL,
    id            TEXT   NOT NULL,
    workspace     TEXT   NOT NULL,
    person        TEXT   NOT NULL,
    payload       TEXT   NOT NULL,
    received_at   BIGINT NOT NULL,
    done_at       BIGINT,
    reply_address TEXT,
    answer_id     TEXT,
    PRIMARY KEY (platform, id)
);
CREATE INDEX received_requests_by_time ON received_requests (received_at);
CREATE INDEX received_requests_by_person ON received_requests (workspace, person);
CREATE INDEX received_requests_by_answer ON received_requests (answer_id);

-- Which process holds a platform's token now. A lease that is not renewed, since its process was killed, lapses.
CREATE TABLE platform_leases (
    name       TEXT   NOT NULL PRIMARY KEY,
    holder     TEXT   NOT NULL,
    held_until BIGINT NOT NULL
);

-- Which answer a message holds; all that is looked at to find it.
CREATE INDEX answers_by_posting ON answers (workspace, platform, posted_at_address, id) WHERE posted_at_address IS NOT NULL;
