-- An order's life from the package's receipt to its end: a case file before there is anything to collect, and every step as an event.

-- The file and the order that it becomes have one id: what is known of a case is asked for by it at any time.
CREATE TABLE case_files (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  person_id uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON case_files (person_id);
CREATE INDEX ON case_files (organisation_id);

-- Append-only: nobody is granted UPDATE or DELETE. What is corrected is recorded again; the latest of a kind holds.
CREATE TABLE case_events (
  case_id uuid NOT NULL REFERENCES case_files,
  -- Two who write at once cannot both be the next.
  sequence integer NOT NULL CHECK (sequence > 0),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When it took effect.
  at timestamptz NOT NULL,
  user_id uuid REFERENCES users,
  -- `record`: a fact was noted, and the state stays; otherwise the step that led into `state`.
  kind text NOT NULL,
  state text NOT NULL CHECK
    (state IN ('received', 'checked', 'returned', 'adopted', 'equipment-decided', 'fitted', 'active', 'closed')),
  body jsonb NOT NULL,
  -- On which basis: provisions, in the order in which they were applied.
  citations text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (case_id, sequence)
);

-- Every order has its file. What was there before this migration was recorded when its execution had begun already.
INSERT INTO case_files (id, person_id, organisation_id, created_at) SELECT id, person_id, organisation_id, created_at FROM orders;
INSERT INTO case_events (case_id, sequence, recorded_at, at, kind, state, body)
SELECT id, 1, created_at, created_at, 'take-over', 'active',
  jsonb_build_object('regime', regime, 'basisNumber', basis_number, 'decidedAt', decided_at) FROM orders;
INSERT INTO case_events (case_id, sequence, at, kind, state, body)
SELECT id, 2, upper(term), 'close', 'closed', jsonb_build_object('ground', NULL, 'reason', closed_reason)
FROM orders WHERE closed_reason IS NOT NULL;

ALTER TABLE case_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON case_files TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()))
  WITH CHECK (organisation_id IN (SELECT scope_organisations()) AND is_person_in_scope(person_id));
ALTER TABLE case_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON case_events TO bilezik_app USING (EXISTS (SELECT FROM case_files c WHERE c.id = case_id));
GRANT SELECT ON case_files, case_events TO bilezik_app;
GRANT INSERT (person_id, organisation_id) ON case_files TO bilezik_app;
GRANT INSERT (case_id, sequence, at, user_id, kind, state, body, citations) ON case_events TO bilezik_app;

-- The subdivision that has a person's papers before it sees who it is, as with an order.
CREATE OR REPLACE FUNCTION is_person_in_scope(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM persons p WHERE p.id = asked AND p.organisation_id IN (SELECT scope_organisations()))
      OR EXISTS (SELECT FROM orders o WHERE o.person_id = asked AND o.organisation_id IN (SELECT scope_organisations()))
      OR EXISTS (SELECT FROM case_files c WHERE c.person_id = asked AND c.organisation_id IN (SELECT scope_organisations()))
$$;
ALTER POLICY scope ON persons USING (
  organisation_id IN (SELECT scope_organisations()) OR EXISTS (SELECT FROM orders o WHERE o.person_id = persons.id)
  OR EXISTS (SELECT FROM case_files c WHERE c.person_id = persons.id));

-- An order takes its id from its file, and is nobody else's than the file's.
GRANT INSERT (id) ON orders TO bilezik_app;
CREATE POLICY of_file ON orders AS RESTRICTIVE FOR INSERT TO bilezik_app WITH CHECK (EXISTS (
  SELECT FROM case_files c WHERE c.id = orders.id AND c.person_id = orders.person_id AND c.organisation_id = orders.organisation_id));
