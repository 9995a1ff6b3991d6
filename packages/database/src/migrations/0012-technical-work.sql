-- The work on an outage of many is shared by organisations that do not see each other: names and notes stay in the line of command.

-- An organisation of the scope, or one above it.
CREATE FUNCTION is_in_line(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- UNION (not UNION ALL) ends a cycle that a wrong reorganisation could make.
  WITH RECURSIVE above (id) AS (
    SELECT scope_root() WHERE scope_root() IS NOT NULL
    UNION
    SELECT p.parent_id FROM organisation_parents p JOIN above a ON p.organisation_id = a.id WHERE p.during @> now()
  )
  SELECT asked IN (SELECT scope_organisations()) OR asked IN (SELECT id FROM above)
$$;

-- What a region that lost contact is called: it may stand above the scope.
CREATE FUNCTION name_of_region(asked uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT name FROM organisations WHERE id = asked AND is_in_line(id)
$$;

-- Who works on it, and what they wrote; null for staff of organisations beside the scope, whose notes may name their persons.
CREATE FUNCTION technical_work_of(asked uuid) RETURNS TABLE (taken_name text, concluded_name text, note text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.name, c.name, CASE WHEN c.id IS NOT NULL THEN i.conclusion_note END
  FROM technical_incidents i
  LEFT JOIN users t ON t.id = i.taken_by AND is_in_line(t.organisation_id)
  LEFT JOIN users c ON c.id = i.concluded_by AND is_in_line(c.organisation_id)
  WHERE i.id = asked
$$;

-- Word to the screens of all who have persons in it, when somebody who has some changes its state.
CREATE FUNCTION tell_of_technical_work(asked uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO feed_events (organisation_id, kind, subject_id)
  SELECT DISTINCT n.organisation_id, 'technical-incident', t.id
  FROM technical_incidents t JOIN technical_notices n ON n.outage_id = t.outage_id
  WHERE t.id = asked AND EXISTS (
    SELECT FROM fleet_outage_members m JOIN persons p ON p.id = m.person_id
    WHERE m.outage_id = t.outage_id AND p.organisation_id IN (SELECT scope_organisations()))
$$;

REVOKE EXECUTE ON FUNCTION is_in_line(uuid), name_of_region(uuid), technical_work_of(uuid), tell_of_technical_work(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION name_of_region(uuid), technical_work_of(uuid), tell_of_technical_work(uuid) TO bilezik_app;

-- Not `conclusion_note`.
REVOKE SELECT ON technical_incidents FROM bilezik_app;
GRANT SELECT (id, number, outage_id, state, opened_at, taken_by, taken_at, concluded_by, concluded_at) ON technical_incidents TO bilezik_app;
