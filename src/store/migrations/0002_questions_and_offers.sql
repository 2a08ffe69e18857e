-- What was asked where no platform remembers for us that it was answered: nothing of what was said.
CREATE TABLE question (
    event TEXT PRIMARY KEY NOT NULL,
    room TEXT NOT NULL,
    -- When it was heard, and when it needed no answer any more, in microseconds since 1970.
    heard BIGINT NOT NULL,
    answered BIGINT
);

-- What a message of ours offers to whoever answers it.
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
