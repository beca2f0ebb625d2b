-- One row; a writer takes its number inside its own transaction, so numbers become visible in order.
CREATE TABLE vector_counter (
    id    BIGINT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO vector_counter (id, value) VALUES (1, 0);

-- The vectors of a run of neighbouring chunks by one model. `present` has one byte for each chunk: 1 where it has a vector, 0
-- where the model does not know its language. `numbers` has one row for each 1: little-endian float32, of unit length.
CREATE TABLE vectors (
    sequence     BIGINT NOT NULL PRIMARY KEY,
    document_id  TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    model        TEXT   NOT NULL,
    first_chunk  BIGINT NOT NULL,
    chunk_count  BIGINT NOT NULL,
    vector_count BIGINT NOT NULL,
    dimensions   BIGINT NOT NULL,
    present      BYTEA  NOT NULL,
    numbers      BYTEA  NOT NULL,
    UNIQUE (document_id, version, model, first_chunk),
    FOREIGN KEY (document_id, version) REFERENCES versions (document_id, version) ON DELETE CASCADE
);
-- Holds all that is counted, so that counting reads no vectors.
CREATE INDEX vectors_by_model ON vectors (model, document_id, version, first_chunk, chunk_count, vector_count, dimensions);

-- One row: which process makes vectors now, and why it could not the last time.
CREATE TABLE embedding_turn (
    id         BIGINT NOT NULL PRIMARY KEY,
    holder     TEXT   NOT NULL,
    held_until BIGINT NOT NULL,
    fault      TEXT,
    fault_at   BIGINT
);
INSERT INTO embedding_turn (id, holder, held_until) VALUES (1, '', 0);
