-- Sending by people: addressees that are in no address book, where a paper is handed over, and what becomes of it when its file is.

ALTER TABLE recipients ADD COLUMN postal_address text;
GRANT INSERT (postal_address), UPDATE (postal_address) ON recipients TO bilezik_app;

-- The name as it was then, as the address is; the only one where somebody was typed in.
ALTER TABLE deliveries ADD COLUMN recipient_name jsonb CHECK (recipient_name ?& ARRAY['kk', 'ru']);
UPDATE deliveries d SET recipient_name = r.name FROM recipients r WHERE r.id = d.recipient_id;
ALTER TABLE deliveries ALTER COLUMN recipient_name SET NOT NULL, ALTER COLUMN recipient_id DROP NOT NULL;
ALTER TABLE deliveries ADD CHECK (recipient_id IS NOT NULL OR channel <> 'webhook');
GRANT INSERT (recipient_name) ON deliveries TO bilezik_app;

-- A delivery goes with its file: who has the file now sends it again, and notes what became of it. The book of the one that gave it away
-- stays where it is, so whoever is written into a new delivery must be in one's own book, and of an older one only the name is asked.
DROP POLICY scope ON deliveries;
CREATE POLICY scope ON deliveries TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()))
  WITH CHECK (organisation_id IN (SELECT scope_organisations()) AND EXISTS (SELECT FROM case_files c WHERE c.id = case_id)
    AND (file_id IS NULL OR EXISTS (SELECT FROM files f WHERE f.id = file_id AND f.case_id = deliveries.case_id))
    AND (document_id IS NULL OR EXISTS (SELECT FROM documents p WHERE p.id = document_id AND p.order_id = deliveries.case_id))
    AND (proof_file_id IS NULL OR EXISTS (SELECT FROM files f WHERE f.id = proof_file_id AND f.case_id = deliveries.case_id)));
CREATE POLICY own_book ON deliveries AS RESTRICTIVE FOR INSERT TO bilezik_app
  WITH CHECK (recipient_id IS NULL OR EXISTS (SELECT FROM recipients r WHERE r.id = recipient_id));
-- Whoever gave the file away goes on seeing what it had sent.
CREATE POLICY given_away ON deliveries FOR SELECT TO bilezik_app USING (EXISTS (
  SELECT FROM order_transfers t WHERE t.case_id = deliveries.case_id
    AND t.from_organisation_id IN (SELECT scope_organisations()) AND deliveries.asked_at <= t.at));

CREATE FUNCTION deliveries_follow_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE deliveries SET organisation_id = NEW.organisation_id WHERE case_id = NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER deliveries_follow_file AFTER UPDATE OF organisation_id ON case_files
  FOR EACH ROW WHEN (OLD.organisation_id <> NEW.organisation_id) EXECUTE FUNCTION deliveries_follow_file();

-- Those of files that were handed over before.
UPDATE deliveries d SET organisation_id = c.organisation_id FROM case_files c WHERE c.id = d.case_id AND d.organisation_id <> c.organisation_id;

-- Whose it is now: an attempt may end after the file was handed over. An id alone tells nobody anything.
CREATE FUNCTION organisation_of_delivery(asked uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organisation_id FROM deliveries WHERE id = asked
$$;
-- What signs for its receiver, wrapped: the entry may stand in the book of who gave the file away.
CREATE FUNCTION secret_of_delivery(asked uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.wrapped_secret FROM deliveries d JOIN recipients r ON r.id = d.recipient_id
  WHERE d.id = asked AND d.organisation_id IN (SELECT scope_organisations())
$$;
REVOKE EXECUTE ON FUNCTION organisation_of_delivery(uuid), secret_of_delivery(uuid), deliveries_follow_file() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organisation_of_delivery(uuid), secret_of_delivery(uuid) TO bilezik_app;

-- Stuck is what the server gave up, too: nobody tries it again but a person. What a person gave up is at rest.
CREATE OR REPLACE FUNCTION sending_health() RETURNS TABLE (oldest_unsent_at timestamptz, unsent integer, stuck integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(asked_at) FILTER (WHERE state IN ('queued', 'sending')), (count(*) FILTER (WHERE state IN ('queued', 'sending')))::int,
    (count(*) FILTER (WHERE state IN ('failed', 'unclear') OR state = 'given-up' AND reason IS NULL))::int
  FROM deliveries WHERE channel <> 'print' AND state IN ('queued', 'sending', 'failed', 'unclear', 'given-up')
$$;
