-- Deadlines as data: what is due, by whom, until when, by which provision; and the days that an administrator has put right.

-- The official days off are listed in the law package. What stands here comes over them: the last word on a day counts.
CREATE TABLE calendar_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  user_id uuid NOT NULL REFERENCES users,
  on_date date NOT NULL,
  is_day_off boolean NOT NULL,
  -- Who ordered or announced it, with date and number.
  decree text NOT NULL
);
ALTER TABLE calendar_changes ENABLE ROW LEVEL SECURITY;
-- One calendar for the whole installation: everybody with a scope reads it, the topmost organisation alone writes it.
CREATE POLICY everyone ON calendar_changes FOR SELECT TO bilezik_app USING (scope_root() IS NOT NULL);
CREATE POLICY topmost ON calendar_changes FOR INSERT TO bilezik_app WITH CHECK (scope_root() IS NOT NULL AND NOT EXISTS (
  SELECT FROM organisation_parents p WHERE p.organisation_id = scope_root() AND p.during @> now()));
GRANT SELECT ON calendar_changes TO bilezik_app;
GRANT INSERT (user_id, on_date, is_day_off, decree) ON calendar_changes TO bilezik_app;

CREATE TABLE deadlines (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  case_id uuid NOT NULL REFERENCES case_files,
  -- Which rule, by its code, and what started it: the same start opens nothing a second time.
  rule text NOT NULL,
  key text NOT NULL,
  start_event text NOT NULL,
  -- To the instant, or only to the day, in Kazakhstan.
  started_at timestamptz,
  started_on date,
  length jsonb NOT NULL,
  due_at timestamptz NOT NULL,
  -- When it is warned of, and from when it counts as missed: something due at once has a little patience, which is ours.
  warn_at timestamptz NOT NULL,
  missed_from timestamptz NOT NULL,
  owed_by text NOT NULL,
  -- Null: a policy, which wears no law's citation.
  citation text,
  -- The version of the provision that it was computed by.
  provision_from date,
  assumptions text[] NOT NULL DEFAULT '{}',
  -- Up to which change of the calendar its due time was considered.
  calendar_change_id bigint NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'met', 'met-late', 'missed', 'cancelled')),
  warned_at timestamptz,
  escalated_at timestamptz,
  met_at timestamptz,
  -- Which event met it, or what was shown for it; why it was cancelled.
  evidence jsonb,
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (case_id, rule, key),
  CHECK ((started_at IS NULL) <> (started_on IS NULL)),
  CHECK (missed_from >= due_at),
  CHECK ((citation IS NULL) = (provision_from IS NULL)),
  CHECK ((state IN ('met', 'met-late')) = (met_at IS NOT NULL))
);
CREATE INDEX ON deadlines (due_at) WHERE state IN ('pending', 'missed');
CREATE INDEX ON deadlines (warn_at) WHERE state = 'pending' AND warned_at IS NULL;
CREATE INDEX ON deadlines (missed_from) WHERE state = 'pending';
CREATE INDEX ON deadlines (calendar_change_id) WHERE state IN ('pending', 'missed', 'met-late');
CREATE INDEX ON deadlines (due_at DESC);

-- What happened to it, in order: opened, warned of, reached, met, moved, taken back. Append-only.
CREATE TABLE deadline_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  deadline_id uuid NOT NULL REFERENCES deadlines,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Null: the system.
  user_id uuid REFERENCES users,
  kind text NOT NULL CHECK (kind IN
    ('opened', 'warned', 'missed', 'met', 'cancelled', 'move-proposed', 'moved', 'move-refused')),
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON deadline_entries (deadline_id, id);

-- A corrected calendar moves nothing: it proposes, and a head decides.
CREATE TABLE deadline_moves (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  deadline_id uuid NOT NULL REFERENCES deadlines,
  calendar_change_id bigint NOT NULL REFERENCES calendar_changes,
  was_due_at timestamptz NOT NULL,
  proposed_due_at timestamptz NOT NULL,
  proposed_at timestamptz NOT NULL,
  -- `superseded`: another correction came before anybody decided.
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'refused', 'superseded')),
  decided_by uuid REFERENCES users,
  decided_at timestamptz,
  note text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX ON deadline_moves (deadline_id) WHERE state = 'open';
CREATE INDEX ON deadline_moves (deadline_id);

-- 1369 §9: the body asks, and the hours run from the receipt.
CREATE TABLE information_requests (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  case_id uuid NOT NULL REFERENCES case_files,
  number text NOT NULL,
  asked_by text NOT NULL,
  received_at timestamptz NOT NULL,
  period_from timestamptz,
  period_until timestamptz,
  recorded_by uuid NOT NULL REFERENCES users,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (case_id, number)
);

-- Since when this installation watches deadlines, and when it last did: nobody is late by what was before.
CREATE TABLE deadline_watch (
  is_single boolean PRIMARY KEY DEFAULT true CHECK (is_single),
  since timestamptz NOT NULL DEFAULT now(),
  passed_at timestamptz
);
INSERT INTO deadline_watch DEFAULT VALUES;

ALTER TABLE deadlines ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON deadlines TO bilezik_app USING (EXISTS (SELECT FROM case_files c WHERE c.id = case_id));
ALTER TABLE deadline_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON deadline_entries TO bilezik_app USING (EXISTS (SELECT FROM deadlines d WHERE d.id = deadline_id));
ALTER TABLE deadline_moves ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON deadline_moves TO bilezik_app USING (EXISTS (SELECT FROM deadlines d WHERE d.id = deadline_id));
ALTER TABLE information_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON information_requests TO bilezik_app USING (EXISTS (SELECT FROM case_files c WHERE c.id = case_id));
ALTER TABLE deadline_watch ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON deadline_watch TO bilezik_app USING (scope_root() IS NOT NULL);

GRANT SELECT ON deadlines, deadline_entries, deadline_moves, information_requests, deadline_watch TO bilezik_app;
GRANT INSERT (case_id, rule, key, start_event, started_at, started_on, length, due_at, warn_at, missed_from, owed_by, citation,
  provision_from, assumptions, calendar_change_id, state, met_at, evidence) ON deadlines TO bilezik_app;
GRANT UPDATE (due_at, warn_at, missed_from, assumptions, calendar_change_id, state, warned_at, escalated_at, met_at, evidence)
  ON deadlines TO bilezik_app;
GRANT INSERT (deadline_id, user_id, kind, detail) ON deadline_entries TO bilezik_app;
GRANT INSERT (deadline_id, calendar_change_id, was_due_at, proposed_due_at, proposed_at) ON deadline_moves TO bilezik_app;
GRANT UPDATE (state, decided_by, decided_at, note) ON deadline_moves TO bilezik_app;
GRANT INSERT (case_id, number, asked_by, received_at, period_from, period_until, recorded_by) ON information_requests TO bilezik_app;
GRANT UPDATE (passed_at) ON deadline_watch TO bilezik_app;

-- The pass over time works in the scope of each topmost organisation, one after the other.
CREATE FUNCTION topmost_organisations() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id FROM organisations o
  WHERE NOT EXISTS (SELECT FROM organisation_parents p WHERE p.organisation_id = o.id AND p.during @> now())
$$;
REVOKE EXECUTE ON FUNCTION topmost_organisations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION topmost_organisations() TO bilezik_app;

ALTER TABLE feed_events DROP CONSTRAINT feed_events_kind_check;
ALTER TABLE feed_events ADD CONSTRAINT feed_events_kind_check
  CHECK (kind IN ('incident', 'obligation', 'technical-incident', 'deadline'));
