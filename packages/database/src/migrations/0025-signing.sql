-- Qualified electronic signatures: what was handed in, whether it was checked, and by whose certificate it has to be.

-- Of officials: a certificate issued to another number is not theirs. Set by whoever keeps the accounts.
ALTER TABLE users ADD COLUMN iin text CHECK (iin ~ '^\d{12}$');
GRANT SELECT (iin), UPDATE (iin) ON users TO bilezik_app;
-- A certificate of an organisation's official names the organisation, too.
ALTER TABLE organisation_contacts ADD COLUMN bin text CHECK (bin ~ '^\d{12}$');
GRANT UPDATE (bin) ON organisation_contacts TO bilezik_app;

-- Each one that was handed in, also one that is refused. It counts only when it is accepted: then a row of document_signatures stands for it.
CREATE TABLE electronic_signatures (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  document_id uuid NOT NULL,
  document_sha256 bytea NOT NULL,
  user_id uuid NOT NULL REFERENCES users,
  role text NOT NULL,
  name text NOT NULL,
  -- Whose certificate it has to be, as it was known when it was handed in.
  iin text NOT NULL CHECK (iin ~ '^\d{12}$'),
  bin text CHECK (bin ~ '^\d{12}$'),
  cms bytea NOT NULL CHECK (octet_length(cms) BETWEEN 1 AND 262144),
  submitted_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'refused')),
  -- Why it is refused, or why it could not be checked yet.
  code text CHECK (code ~ '^[a-z-]{1,40}$'),
  detail jsonb NOT NULL DEFAULT '{}',
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  settled_at timestamptz,
  signature_id uuid UNIQUE REFERENCES document_signatures,
  FOREIGN KEY (document_id, document_sha256) REFERENCES documents (id, pdf_sha256),
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK ((state = 'accepted') = (signature_id IS NOT NULL)),
  CHECK (state <> 'refused' OR code IS NOT NULL)
);
-- A second click hands in nothing twice.
CREATE UNIQUE INDEX ON electronic_signatures (document_id, role, name) WHERE state = 'waiting';
CREATE INDEX ON electronic_signatures (document_id);
CREATE INDEX ON electronic_signatures (next_at) WHERE state = 'waiting';

CREATE FUNCTION guard_electronic_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'a settled electronic signature does not change' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON electronic_signatures FOR EACH ROW EXECUTE FUNCTION guard_electronic_signature();

ALTER TABLE electronic_signatures ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON electronic_signatures TO bilezik_app USING (EXISTS (SELECT FROM documents d WHERE d.id = document_id));
GRANT SELECT ON electronic_signatures TO bilezik_app;
GRANT INSERT (document_id, document_sha256, user_id, role, name, iin, bin, cms, submitted_at, state, code, detail, next_at, settled_at)
  ON electronic_signatures TO bilezik_app;
GRANT UPDATE (state, code, detail, attempts, next_at, settled_at, signature_id) ON electronic_signatures TO bilezik_app;

-- What is to be checked now, of every organisation; each is then read within its own.
CREATE FUNCTION electronic_signatures_due(at timestamptz, most integer) RETURNS TABLE (id uuid, organisation_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, d.organisation_id FROM electronic_signatures e JOIN documents d ON d.id = e.document_id
  WHERE e.state = 'waiting' AND e.next_at <= at ORDER BY e.next_at LIMIT most
$$;
REVOKE EXECUTE ON FUNCTION electronic_signatures_due(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION electronic_signatures_due(timestamptz, integer) TO bilezik_app;
