-- Several bots of a platform, each with an account of its own, can share a store. What a round wants said
-- is said by the account through which it was begun: another one may not even be in the room.

-- The platform's id of the account; empty where the platform has but one, and for what was there before
-- accounts were noted: that is said by whichever comes first.
ALTER TABLE round ADD COLUMN account TEXT NOT NULL DEFAULT '';

-- The account through which it was set.
ALTER TABLE daily ADD COLUMN account TEXT NOT NULL DEFAULT '';
