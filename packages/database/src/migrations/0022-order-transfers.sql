-- An order passes to another subdivision: the new one has the whole file, the one that gave it keeps its own time of it.

-- Append-only; written by hand_over_order() alone.
CREATE TABLE order_transfers (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  case_id uuid NOT NULL REFERENCES case_files,
  person_id uuid NOT NULL REFERENCES persons,
  from_organisation_id uuid NOT NULL REFERENCES organisations,
  to_organisation_id uuid NOT NULL REFERENCES organisations,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- The last event of the file that the giving one wrote or saw.
  last_sequence integer NOT NULL,
  because text NOT NULL,
  CHECK (from_organisation_id <> to_organisation_id)
);
CREATE INDEX ON order_transfers (case_id);
CREATE INDEX ON order_transfers (person_id);
CREATE INDEX ON order_transfers (from_organisation_id);
ALTER TABLE order_transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON order_transfers TO bilezik_app USING (
  from_organisation_id IN (SELECT scope_organisations()) OR EXISTS (SELECT FROM case_files c WHERE c.id = case_id));
GRANT SELECT ON order_transfers TO bilezik_app;

-- Whoever gave a file away reads what was in it until then, and writes nothing into it.
CREATE POLICY given_away ON case_events FOR SELECT TO bilezik_app USING (EXISTS (
  SELECT FROM order_transfers t WHERE t.case_id = case_events.case_id
    AND t.from_organisation_id IN (SELECT scope_organisations()) AND case_events.sequence <= t.last_sequence));

-- What is left to the giving one of whom the file is about: who it was, as the papers that it keeps say, too. Null: it gave none away.
CREATE FUNCTION file_given_away(asked uuid) RETURNS TABLE (person_id uuid, organisation_id uuid, family_name text, given_name text, patronymic text, birth_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, t.from_organisation_id, p.family_name, p.given_name, p.patronymic, p.birth_on
  FROM order_transfers t JOIN persons p ON p.id = t.person_id
  WHERE t.case_id = asked AND t.from_organisation_id IN (SELECT scope_organisations())
  ORDER BY t.last_sequence DESC LIMIT 1
$$;

-- The incidents of a file that was taken over are part of its history. Owner's rights: asked for rows that the first policy hides.
CREATE FUNCTION was_taken_over(of_person uuid, then_of uuid, opened timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM order_transfers t JOIN case_files c ON c.id = t.case_id
    WHERE t.person_id = of_person AND t.from_organisation_id = then_of AND opened <= t.at
      AND c.organisation_id IN (SELECT scope_organisations()))
$$;
CREATE POLICY taken_over ON incidents FOR SELECT TO bilezik_app USING (was_taken_over(person_id, organisation_id, opened_at));

-- The documents of a file go with it, too; the giving one keeps those of its own journal.
CREATE POLICY of_file ON documents FOR SELECT TO bilezik_app USING (EXISTS (SELECT FROM case_files c WHERE c.id = order_id));

-- Gives an order, its person, their kit and what is open of it to another subdivision. Both are in the scope of whoever does it.
CREATE FUNCTION hand_over_order(given uuid, receiver uuid, because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  giver uuid;
  wearer uuid;
  has_another boolean;
BEGIN
  SELECT organisation_id, person_id INTO giver, wearer FROM case_files WHERE id = given FOR UPDATE;
  IF giver IS NULL OR giver NOT IN (SELECT scope_organisations()) OR receiver NOT IN (SELECT scope_organisations()) THEN
    RAISE EXCEPTION 'out of scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO order_transfers (case_id, person_id, from_organisation_id, to_organisation_id, last_sequence, because)
  SELECT given, wearer, giver, receiver, max(sequence), because FROM case_events WHERE case_id = given;
  UPDATE case_files SET organisation_id = receiver WHERE id = given;
  UPDATE orders SET organisation_id = receiver WHERE id = given;
  SELECT EXISTS (SELECT FROM case_files WHERE person_id = wearer AND organisation_id = giver) INTO has_another;
  -- The one that still has another order of the person keeps them; what it sees of them follows that order.
  IF NOT has_another THEN
    UPDATE persons SET organisation_id = receiver WHERE id = wearer AND organisation_id = giver;
    UPDATE person_status SET organisation_id = receiver WHERE person_id = wearer AND organisation_id = giver;
    -- The kit goes with whoever wears it, and its chain of custody says so.
    WITH worn AS (
      UPDATE devices SET organisation_id = receiver WHERE organisation_id = giver AND id IN (
        SELECT k.device_id FROM kit_devices k WHERE k.person_id = wearer AND upper_inf(k.during))
      RETURNING id, condition)
    INSERT INTO device_moves (device_id, sequence, at, kind, person_id, organisation_id, condition)
    SELECT w.id, 1 + coalesce((SELECT max(m.sequence) FROM device_moves m WHERE m.device_id = w.id), 0), clock_timestamp(),
      'handed-over', wearer, receiver, w.condition
    FROM worn w;
  END IF;
  WITH moved AS (
    UPDATE incidents i SET organisation_id = receiver
    WHERE i.person_id = wearer AND i.organisation_id = giver AND i.state <> 'concluded'
      AND EXISTS (SELECT FROM alerts a WHERE a.incident_id = i.id AND a.order_id = given)
      AND NOT EXISTS (SELECT FROM alerts a WHERE a.incident_id = i.id AND a.order_id <> given)
    RETURNING i.id)
  INSERT INTO feed_events (organisation_id, kind, subject_id)
  SELECT o.id, 'incident', m.id FROM moved m CROSS JOIN unnest(ARRAY[giver, receiver]) AS o (id);
END $$;

GRANT EXECUTE ON FUNCTION file_given_away(uuid), was_taken_over(uuid, uuid, timestamptz), hand_over_order(uuid, uuid, text) TO bilezik_app;
