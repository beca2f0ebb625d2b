-- What people say of an answer: one voice each.
CREATE TABLE answer_votes (
    answer_id  TEXT   NOT NULL,
    person     TEXT   NOT NULL,
    is_helpful BIGINT NOT NULL,
    reason     TEXT   NOT NULL,
    voted_at   BIGINT NOT NULL,
    PRIMARY KEY (answer_id, person),
    FOREIGN KEY (answer_id) REFERENCES answers (id) ON DELETE CASCADE
);

-- When an answer was last handed to the people who help.
CREATE TABLE answer_handovers (
    answer_id TEXT   NOT NULL PRIMARY KEY,
    person    TEXT   NOT NULL,
    handed_at BIGINT NOT NULL,
    FOREIGN KEY (answer_id) REFERENCES answers (id) ON DELETE CASCADE
);

-- Questions that are the same to a person, merged by the hash of their words. Their text stands in answers only.
CREATE TABLE unanswered_questions (
    id           TEXT   NOT NULL PRIMARY KEY,
    workspace    TEXT   NOT NULL,
    merge_key    TEXT   NOT NULL,
    dismissed_at BIGINT,
    dismissed_by TEXT,
    UNIQUE (workspace, merge_key)
);

-- Who waits for an answer, in the place of the one that was given, and where they are told.
CREATE TABLE unanswered_askers (
    answer_id   TEXT   NOT NULL,
    question_id TEXT   NOT NULL,
    person      TEXT   NOT NULL,
    platform    TEXT   NOT NULL,
    address     TEXT   NOT NULL,
    channel     TEXT,
    is_private  BIGINT NOT NULL,
    asked_at    BIGINT NOT NULL,
    told_at     BIGINT,
    PRIMARY KEY (answer_id, person),
    FOREIGN KEY (answer_id) REFERENCES answers (id) ON DELETE CASCADE,
    FOREIGN KEY (question_id) REFERENCES unanswered_questions (id) ON DELETE CASCADE
);
CREATE INDEX unanswered_askers_by_question ON unanswered_askers (question_id, told_at, asked_at);

-- Answers that nobody asked for in that moment: they are no questions in the figures.
CREATE TABLE late_answers (
    answer_id TEXT NOT NULL PRIMARY KEY,
    FOREIGN KEY (answer_id) REFERENCES answers (id) ON DELETE CASCADE
);

-- Where the bot speaks only when it is asked, and people who want no word unasked.
CREATE TABLE quiet_conversations (
    workspace TEXT   NOT NULL,
    platform  TEXT   NOT NULL,
    address   TEXT   NOT NULL,
    set_by    TEXT   NOT NULL,
    set_at    BIGINT NOT NULL,
    PRIMARY KEY (workspace, platform, address)
);
CREATE TABLE quiet_people (
    workspace TEXT   NOT NULL,
    person    TEXT   NOT NULL,
    set_at    BIGINT NOT NULL,
    PRIMARY KEY (workspace, person)
);
