-- What a store held before there were rounds, as the program of that time had made it.

CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);

CREATE TABLE action (
    id TEXT PRIMARY KEY NOT NULL,
    line TEXT NOT NULL,
    -- When it was last offered, in seconds since 1970.
    offered BIGINT NOT NULL
);

CREATE TABLE note (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE question (
    event TEXT PRIMARY KEY NOT NULL,
    room TEXT NOT NULL,
    -- When it was heard, and when it needed no answer any more, in microseconds since 1970.
    heard BIGINT NOT NULL,
    answered BIGINT
);

CREATE TABLE offer (
    event TEXT PRIMARY KEY NOT NULL,
    -- Where it was offered and to whom, in one mark of the platform's.
    place TEXT NOT NULL,
    -- Whether results with letters can be chosen, 0 or 1.
    is_list BIGINT NOT NULL,
    -- What can be chosen, as the platform writes it.
    chosen TEXT NOT NULL,
    -- When it was offered, in microseconds since 1970.
    offered BIGINT NOT NULL
);

CREATE INDEX offer_in_place ON offer (place, offered);

INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
VALUES (1, 'actions and notes', 1, X'e14c285ece3a0b32f8e25eb37dd34d788b601d317992f3921b212c24ca9f9a2ce10e25524944b3478aaa1edcc9f0dc4d', 0);

INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
VALUES (2, 'questions and offers', 1, X'ebc96897fdd1ae9c1f34b8b6b0b333d89dbc696f522f4938187fb959e71f79dcc5f3eb46f9b7d5be0120951c90861ca9', 0);

INSERT INTO note VALUES ('kept', 'before');
