-- Where the row of a person went who turned out to be another.
CREATE TABLE former_people (
  -- A number that some saved query may hold, and whose it is now. It is never given out again.
  id     INTEGER PRIMARY KEY,
  person INTEGER REFERENCES people (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX former_people_person ON former_people (person);
