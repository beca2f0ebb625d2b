-- What a language model was used for a person on a day (UTC, unix milliseconds of its begin), and, with an empty person, for the
-- whole workspace. cost is in millionths of the currency that prices are set in.
CREATE TABLE model_use (
    workspace     TEXT   NOT NULL,
    person        TEXT   NOT NULL,
    day           BIGINT NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost          BIGINT NOT NULL,
    PRIMARY KEY (workspace, person, day)
);
CREATE INDEX model_use_by_day ON model_use (day);
