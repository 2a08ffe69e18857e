-- Command lines of buttons that are too long for the id that a platform keeps.
CREATE TABLE action (
    id TEXT PRIMARY KEY NOT NULL,
    line TEXT NOT NULL,
    -- When it was last offered, in seconds since 1970.
    offered BIGINT NOT NULL
);

-- What the program notes for itself from one start to the next.
CREATE TABLE note (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
