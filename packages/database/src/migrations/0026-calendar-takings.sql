-- A corrected calendar reaches the hours of running orders when a head takes it: from then on, and only for days that have not begun.

-- Everything corrected up to this change was taken for the organisation and those below it.
CREATE TABLE calendar_takings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  calendar_change_id bigint NOT NULL REFERENCES calendar_changes,
  user_id uuid NOT NULL REFERENCES users,
  taken_at timestamptz NOT NULL,
  -- How far the plans of the persons concerned are written: in the order of their ids, some at a time.
  persons_total integer NOT NULL CHECK (persons_total >= 0),
  persons_done integer NOT NULL DEFAULT 0,
  last_person_id uuid,
  finished_at timestamptz
);
CREATE INDEX ON calendar_takings (organisation_id);
CREATE INDEX ON calendar_takings (id) WHERE finished_at IS NULL;
ALTER TABLE calendar_takings ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON calendar_takings TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT ON calendar_takings TO bilezik_app;
GRANT INSERT (organisation_id, calendar_change_id, user_id, taken_at, persons_total) ON calendar_takings TO bilezik_app;
GRANT UPDATE (persons_done, last_person_id, finished_at) ON calendar_takings TO bilezik_app;
-- Who writes a plan at the same time has either been told of it, or is waited for and found by the pass that reaches every order.
CREATE TRIGGER note AFTER INSERT ON calendar_takings FOR EACH ROW EXECUTE FUNCTION take_plan_turn();

-- Up to which change the calendar is taken for an organisation: by itself or by one above it.
CREATE FUNCTION calendar_taken_for(organisation uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE above (id) AS (
    SELECT organisation
    UNION
    SELECT p.parent_id FROM organisation_parents p JOIN above a ON p.organisation_id = a.id WHERE p.during @> now()
  )
  SELECT coalesce(max(t.calendar_change_id), 0) FROM calendar_takings t WHERE t.organisation_id IN (SELECT id FROM above)
$$;
REVOKE EXECUTE ON FUNCTION calendar_taken_for(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calendar_taken_for(uuid) TO bilezik_app;

-- Which changes count for a person's hours. Never taken out again: a plan that is written later must say the same of every day that was
-- judged, for the newest plan speaks for all of the past when a story is stepped anew.
CREATE TABLE person_days_off (
  person_id uuid NOT NULL REFERENCES persons,
  calendar_change_id bigint NOT NULL REFERENCES calendar_changes,
  applied_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, calendar_change_id)
);
ALTER TABLE person_days_off ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON person_days_off TO bilezik_app USING (EXISTS (SELECT FROM persons p WHERE p.id = person_id));
GRANT SELECT ON person_days_off TO bilezik_app;
GRANT INSERT (person_id, calendar_change_id, applied_at) ON person_days_off TO bilezik_app;
-- What a person's plan holds is written by one transaction after the other, as with orders, kits and permits.
CREATE TRIGGER note AFTER INSERT ON person_days_off FOR EACH ROW EXECUTE FUNCTION take_plan_turn();

-- Whether anything was ever planned for this person, who must be in scope: before that no day was judged.
CREATE FUNCTION is_planned(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM stream_events s JOIN persons p ON p.id = s.person_id
    WHERE s.person_id = person AND s.body ->> 'kind' = 'plan' AND p.organisation_id IN (SELECT scope_organisations()))
$$;
REVOKE EXECUTE ON FUNCTION is_planned(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_planned(uuid) TO bilezik_app;
