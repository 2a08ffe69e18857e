-- The rounds of a room, open or not: what was last asked there is looked for among them.
CREATE INDEX round_in_room ON round (room, begun);
