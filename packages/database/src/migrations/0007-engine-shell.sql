-- What the engine's shell must remember: whom it cannot watch, what came late, what it changed afterwards and which version said it.

-- How far the effects of stored events and outages are written; for readings engine_cursors says so. A restarted engine steps up to
-- here without writing: its predecessor has.
ALTER TABLE engine
  ADD COLUMN effect_stream_tx xid8 NOT NULL DEFAULT '0',
  ADD COLUMN effect_stream_id bigint NOT NULL DEFAULT 0,
  ADD COLUMN effect_outage_tx xid8 NOT NULL DEFAULT '0',
  ADD COLUMN effect_outage_id bigint NOT NULL DEFAULT 0;
UPDATE engine SET effect_stream_tx = checkpoint_stream_tx, effect_stream_id = checkpoint_stream_id,
  effect_outage_tx = checkpoint_outage_tx, effect_outage_id = checkpoint_outage_id;

-- What came late and is not yet in the state: it waits for its replay over a restart, too.
ALTER TABLE checkpoints ADD COLUMN late jsonb;

-- A person whose watching failed is set apart, so that everyone else's goes on; tried again from what is stored.
CREATE TABLE engine_faults (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES persons,
  engine_version text NOT NULL,
  -- At what it failed, and the kind and place of the failure; never its words, which may quote what is stored of a person.
  phase text NOT NULL,
  error text NOT NULL,
  -- Event time of the earliest thing that is not in the state.
  replay_from timestamptz NOT NULL,
  began_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX ON engine_faults (person_id) WHERE ended_at IS NULL;
ALTER TABLE engine_faults ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON engine_faults TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY engine ON engine_faults TO bilezik_engine USING (true);
GRANT SELECT ON engine_faults TO bilezik_app;
GRANT SELECT, INSERT, UPDATE ON engine_faults TO bilezik_engine;

-- For a probe, which has no scope: how many, not who.
CREATE FUNCTION persons_not_watched() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT count(*) FROM engine_faults WHERE ended_at IS NULL $$;
GRANT EXECUTE ON FUNCTION persons_not_watched() TO bilezik_app;

-- Who said it. Everything up to now was said by the one version that there was.
ALTER TABLE alerts ADD COLUMN engine_version text NOT NULL DEFAULT 'compliance-2';
ALTER TABLE alerts ALTER COLUMN engine_version DROP DEFAULT;
ALTER TABLE transitions ADD COLUMN engine_version text NOT NULL DEFAULT 'compliance-2';
ALTER TABLE transitions ALTER COLUMN engine_version DROP DEFAULT;

-- When a version of the engine first ran here: for the time before it, it judges nobody anew.
CREATE TABLE engine_versions (
  version text PRIMARY KEY,
  first_run_at timestamptz NOT NULL
);
INSERT INTO engine_versions SELECT 'compliance-2', '1970-01-01T00:00:00Z' WHERE EXISTS (SELECT FROM engine);
GRANT SELECT, INSERT ON engine_versions TO bilezik_engine;

-- What was known when: every change of an alert by later data, with what it was before and what caused it. Append-only.
CREATE TABLE alert_amendments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id uuid NOT NULL REFERENCES alerts,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  engine_version text NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  cause jsonb NOT NULL
);
CREATE INDEX ON alert_amendments (alert_id, id);
ALTER TABLE alert_amendments ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON alert_amendments TO bilezik_app USING (EXISTS (SELECT FROM alerts a WHERE a.id = alert_id));
CREATE POLICY engine ON alert_amendments TO bilezik_engine USING (true);
GRANT SELECT ON alert_amendments TO bilezik_app;
GRANT SELECT, INSERT ON alert_amendments TO bilezik_engine;

-- Where one version of the engine judges otherwise than another did: left for a human, nothing is changed by itself.
CREATE TABLE engine_differences (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  -- The alert that the older version raised; null when only the newer one derives it.
  alert_id uuid REFERENCES alerts,
  -- The key under which the newer version derives it; null when it does not.
  derived_key text,
  old_version text,
  new_version text NOT NULL,
  stored jsonb,
  derived jsonb,
  noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (alert_id IS NOT NULL OR derived_key IS NOT NULL)
);
-- Noted again by the next replay, the same difference changes nothing.
CREATE UNIQUE INDEX ON engine_differences (new_version, person_id, alert_id, derived_key) NULLS NOT DISTINCT;
CREATE INDEX ON engine_differences (derived_key);
ALTER TABLE engine_differences ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON engine_differences TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY engine ON engine_differences TO bilezik_engine USING (true);
GRANT SELECT ON engine_differences TO bilezik_app;
GRANT SELECT, INSERT, UPDATE ON engine_differences TO bilezik_engine;

-- Signals of a strap that were taken for a flicker: raised nothing, and are kept with their reasons for the review of a head.
CREATE TABLE suppressed_signals (
  key text PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  device_id uuid NOT NULL REFERENCES devices,
  noticed_at timestamptz NOT NULL,
  suppressed jsonb NOT NULL,
  engine_version text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Later data showed that it was none, or that it raised after all.
  superseded_at timestamptz
);
CREATE INDEX ON suppressed_signals (person_id, noticed_at DESC);
ALTER TABLE suppressed_signals ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON suppressed_signals TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
CREATE POLICY engine ON suppressed_signals TO bilezik_engine USING (true);
GRANT SELECT ON suppressed_signals TO bilezik_app;
GRANT SELECT, INSERT, UPDATE ON suppressed_signals TO bilezik_engine;
