-- The questions that are asked no more, which whoever draws some looks up, among all that were ever asked.
CREATE INDEX item_hidden ON item (id) WHERE is_hidden = 1;
