-- Rounds of questions, what they are worth to whom, and what is still to be said of them.
--
-- Every time from here on is in microseconds since 1970 (UTC). Rooms, servers and persons are named by
-- ids that begin with their platform (discord:…, matrix:…, terminal). What is called JSON is written
-- and read by the program alone; the store does not look into it. Truths are 0 or 1.

-- One play of questions in a room, from its beginning to its end.
CREATE TABLE round (
    -- Drawn at random, so that several processes need not agree on the next.
    id BIGINT PRIMARY KEY NOT NULL,
    room TEXT NOT NULL,
    -- What is played: a room has one open round of each kind.
    kind TEXT NOT NULL,
    -- The server that the room belongs to; the room itself where there is none.
    server TEXT NOT NULL,
    -- How it stands, as JSON; empty after the end.
    state TEXT NOT NULL,
    -- When it must be looked at though nobody says anything.
    due BIGINT,
    -- How often it was changed.
    version BIGINT NOT NULL,
    -- How many things were said of it.
    said BIGINT NOT NULL,
    begun BIGINT NOT NULL,
    ended BIGINT
);

CREATE UNIQUE INDEX round_open ON round (room, kind) WHERE ended IS NULL;
CREATE INDEX round_due ON round (due) WHERE ended IS NULL;

-- What does not change while a round is open, as JSON: its questions. Gone after the end.
CREATE TABLE sheet (
    round BIGINT PRIMARY KEY NOT NULL,
    drawn TEXT NOT NULL
);

-- What a person answered to a question of a round, once.
CREATE TABLE answer (
    round BIGINT NOT NULL,
    question TEXT NOT NULL,
    person TEXT NOT NULL,
    -- The option that was chosen; none for what was typed.
    chosen TEXT,
    is_right BIGINT NOT NULL,
    points BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (round, question, person)
);

CREATE INDEX answer_of_person ON answer (person, at);
CREATE INDEX answer_to_question ON answer (question, chosen, is_right);

-- The sums of a person's answers in a round, so that a leaderboard adds up rounds and not answers.
CREATE TABLE mark (
    round BIGINT NOT NULL,
    person TEXT NOT NULL,
    room TEXT NOT NULL,
    server TEXT NOT NULL,
    answered BIGINT NOT NULL,
    answered_right BIGINT NOT NULL,
    points BIGINT NOT NULL,
    -- When the last of them was given.
    at BIGINT NOT NULL,
    PRIMARY KEY (round, person)
);

CREATE INDEX mark_in_room ON mark (room, at);
CREATE INDEX mark_on_server ON mark (server, at);

-- What is to be said in a room, in order; the platform that the room is on says it.
CREATE TABLE say (
    round BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    room TEXT NOT NULL,
    -- The name of the message within the round: what is said again under a name is an edit of it. Empty
    -- for what is never edited.
    message TEXT NOT NULL,
    -- What is said, as JSON.
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- When it was said, and the platform's id of the message.
    sent BIGINT,
    handle TEXT,
    PRIMARY KEY (round, sequence)
);

CREATE INDEX say_unsent ON say (room) WHERE sent IS NULL;
CREATE INDEX say_handle ON say (handle);

-- Which process says what is to be said in a room, and until when nobody else does.
CREATE TABLE lease (
    room TEXT PRIMARY KEY NOT NULL,
    holder TEXT NOT NULL,
    until BIGINT NOT NULL
);

-- The rooms that are asked one question a day.
CREATE TABLE daily (
    room TEXT PRIMARY KEY NOT NULL,
    server TEXT NOT NULL,
    -- What was set, as JSON.
    settings TEXT NOT NULL,
    -- When the next is to be asked.
    due BIGINT NOT NULL,
    -- The date in the room (2026-11-30) for which the last was asked.
    asked_on TEXT
);

CREATE INDEX daily_due ON daily (due);

-- The daily question of a room for a date: none is asked twice.
CREATE TABLE asked (
    room TEXT NOT NULL,
    date TEXT NOT NULL,
    round BIGINT NOT NULL,
    PRIMARY KEY (room, date)
);

-- A question that was asked.
CREATE TABLE item (
    id TEXT PRIMARY KEY NOT NULL,
    -- The question as it was last asked, as JSON.
    question TEXT NOT NULL,
    -- In how many rounds it was asked.
    asked BIGINT NOT NULL,
    last_asked BIGINT NOT NULL,
    -- Whether it is asked no more until a teacher has looked at it.
    is_hidden BIGINT NOT NULL
);

-- Who finds something wrong with a question.
CREATE TABLE flag (
    item TEXT NOT NULL,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- Whether a teacher has looked at it since.
    is_reviewed BIGINT NOT NULL,
    PRIMARY KEY (item, person)
);

-- Terms that were asked for and not found; not by whom.
CREATE TABLE missed (
    term TEXT PRIMARY KEY NOT NULL,
    times BIGINT NOT NULL,
    last_asked BIGINT NOT NULL
);

-- What a person who plays has decided, and how they are called.
CREATE TABLE player (
    person TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    -- Whether they stand on no leaderboard.
    is_unlisted BIGINT NOT NULL,
    -- Their time zone (Europe/Vienna), where they gave one.
    zone TEXT
);
