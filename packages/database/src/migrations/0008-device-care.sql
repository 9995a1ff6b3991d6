-- Times in which nothing was known of a person, and what is found about the signals that raised nothing.

-- Without coordinates: both ends name the readings that bound them, and the positions stay with those readings, under their key and
-- their term; the metres between them are computed once. A row of transitions says when it was noticed; here that is the upper bound.
CREATE TABLE blind_intervals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  during tstzrange NOT NULL,
  because text NOT NULL,
  -- A `BlindInterval` of the engine.
  interval jsonb NOT NULL,
  engine_version text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  superseded_at timestamptz
);
CREATE INDEX ON blind_intervals (person_id, lower(during)) WHERE superseded_at IS NULL;
-- Written again after a crash, the same interval changes nothing.
CREATE UNIQUE INDEX ON blind_intervals (person_id, during) WHERE superseded_at IS NULL;
ALTER TABLE blind_intervals ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON blind_intervals TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY engine ON blind_intervals TO bilezik_engine USING (true);
GRANT SELECT ON blind_intervals TO bilezik_app;
GRANT SELECT, INSERT, UPDATE ON blind_intervals TO bilezik_engine;
