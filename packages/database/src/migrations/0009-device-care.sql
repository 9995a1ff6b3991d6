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

-- 1369 §8(4): what a head found about a signal that a machine took for a flicker.
ALTER TABLE suppressed_signals
  ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT uuidv7(),
  ADD COLUMN reviewed_at timestamptz,
  ADD COLUMN reviewed_by uuid REFERENCES users,
  ADD COLUMN finding text CHECK (finding IN ('agrees', 'sends-staff')),
  ADD COLUMN review_note text NOT NULL DEFAULT '',
  ADD CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (finding IS NULL));
GRANT UPDATE (reviewed_at, reviewed_by, finding, review_note) ON suppressed_signals TO bilezik_app;

-- Clocks of devices that ran ahead, jumped or began anew: a technical fact of the device, at most one a device, kind and hour.
CREATE TABLE device_clock_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices,
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- By our clock.
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ahead', 'jumped', 'restarted')),
  -- How far the device's clock stands before (or, negative, behind) where it should.
  by_ms bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON device_clock_events (organisation_id, at DESC);
CREATE INDEX ON device_clock_events (device_id, at DESC);
ALTER TABLE device_clock_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON device_clock_events TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
CREATE POLICY engine ON device_clock_events TO bilezik_engine USING (true);
GRANT SELECT ON device_clock_events TO bilezik_app;
GRANT SELECT, INSERT ON device_clock_events TO bilezik_engine;
