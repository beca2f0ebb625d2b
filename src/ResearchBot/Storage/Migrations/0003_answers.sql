CREATE TABLE answers (
    id              TEXT   NOT NULL PRIMARY KEY,
    workspace       TEXT   NOT NULL,
    conversation_id TEXT,
    person          TEXT   NOT NULL,
    question        TEXT   NOT NULL,
    standalone      TEXT   NOT NULL,
    outcome         TEXT   NOT NULL,
    body            TEXT   NOT NULL,
    elapsed_ms      BIGINT NOT NULL,
    answered_at     BIGINT NOT NULL,
    FOREIGN KEY (conversation_id) REFERENCES conversations (id)
);
CREATE INDEX answers_by_conversation ON answers (conversation_id, answered_at);
