-- The journal of documents: what was drawn up, under which number, as which bytes; and who signed it, how.

-- What is printed at the head of an organisation's papers besides its name. Absent: not printed, and what needs it is not drawn up.
CREATE TABLE organisation_contacts (
  organisation_id uuid PRIMARY KEY REFERENCES organisations,
  place jsonb CHECK (place ?& ARRAY['kk', 'ru', 'en']),
  address jsonb CHECK (address ?& ARRAY['kk', 'ru', 'en']),
  phone text
);
ALTER TABLE organisation_contacts ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON organisation_contacts TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT, INSERT, UPDATE (place, address, phone) ON organisation_contacts TO bilezik_app;

-- A draft has no number and no bytes. Issued it never changes again; a wrong one is replaced by another that names it.
CREATE TABLE documents (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL REFERENCES case_files,
  person_id uuid NOT NULL REFERENCES persons,
  organisation_id uuid NOT NULL REFERENCES organisations,
  kind text NOT NULL,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  -- One document is replaced once: two that each claim to stand in its place would both stand.
  replaces_id uuid UNIQUE REFERENCES documents,
  -- What whoever drew it up added to the facts of the file.
  asked jsonb NOT NULL,
  drawn_up_by uuid NOT NULL REFERENCES users,
  drawn_up_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  year integer CHECK (year BETWEEN 2024 AND 2199),
  sequence integer CHECK (sequence BETWEEN 1 AND 9999999),
  -- All that was printed, as data.
  content jsonb,
  pdf bytea,
  pdf_sha256 bytea CHECK (octet_length(pdf_sha256) = 32),
  -- As printed: 7K3M-9QXD-2A4B-C8EF.
  short_hash text UNIQUE CHECK (short_hash ~ '^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$'),
  issued_by uuid REFERENCES users,
  issued_at timestamptz,
  UNIQUE (organisation_id, year, sequence),
  UNIQUE (id, pdf_sha256),
  CHECK (num_nonnulls(year, sequence, content, pdf, pdf_sha256, short_hash, issued_by, issued_at) IN (0, 8)),
  CHECK (pdf IS NULL OR sha256(pdf) = pdf_sha256)
);
CREATE INDEX ON documents (order_id);
CREATE INDEX ON documents (person_id);

-- The next number of an organisation's year, and the turn to use it: until the end of the transaction nobody else gets one.
-- A number comes into being with its document, so a transaction that is rolled back leaves no gap.
CREATE FUNCTION document_turn(of_organisation uuid, of_year integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(of_organisation || ' ' || of_year, 14));
  RETURN (SELECT coalesce(max(sequence), 0) + 1 FROM documents WHERE organisation_id = of_organisation AND year = of_year);
END $$;
CREATE FUNCTION next_document_number(of_organisation uuid, of_year integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF of_organisation NOT IN (SELECT scope_organisations()) THEN
    RAISE EXCEPTION 'organisation out of scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN document_turn(of_organisation, of_year);
END $$;

CREATE FUNCTION guard_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.issued_at IS NOT NULL THEN
    RAISE EXCEPTION 'an issued document does not change' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.sequence IS NOT NULL AND NEW.sequence <> document_turn(NEW.organisation_id, NEW.year) THEN
    RAISE EXCEPTION 'documents are numbered without gaps' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM documents d WHERE d.id = NEW.replaces_id
    AND d.order_id = NEW.order_id AND d.kind = NEW.kind AND d.issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'what is replaced is an issued document of the same kind and order' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION guard_document();

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON documents TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()))
  WITH CHECK (organisation_id IN (SELECT scope_organisations()) AND EXISTS (SELECT FROM case_files c
    WHERE c.id = order_id AND c.person_id = documents.person_id AND c.organisation_id = documents.organisation_id));
GRANT SELECT, DELETE ON documents TO bilezik_app;
GRANT INSERT (order_id, person_id, organisation_id, kind, language, replaces_id, asked, drawn_up_by,
  year, sequence, content, pdf, pdf_sha256, short_hash, issued_by, issued_at) ON documents TO bilezik_app;
GRANT UPDATE (language, replaces_id, asked, year, sequence, content, pdf, pdf_sha256, short_hash, issued_by, issued_at) ON documents
  TO bilezik_app;

-- Append-only: nobody is granted UPDATE or DELETE. Each is bound to the bytes that were signed.
CREATE TABLE document_signatures (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  document_id uuid NOT NULL,
  document_sha256 bytea NOT NULL,
  role text NOT NULL,
  name text NOT NULL,
  -- `drawn` on a screen, `scan` of the signed paper, `cms`: a qualified electronic signature, `refused`: would not sign.
  method text NOT NULL CHECK (method IN ('drawn', 'scan', 'cms', 'refused')),
  signed_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES users,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Of a scan: the file that was uploaded.
  file_id uuid REFERENCES files,
  media_type text,
  bytes bytea,
  -- Of a qualified signature: whose certificate, from when until when, what the service that checked it said.
  detail jsonb NOT NULL DEFAULT '{}',
  FOREIGN KEY (document_id, document_sha256) REFERENCES documents (id, pdf_sha256),
  CHECK ((method IN ('drawn', 'cms')) = (bytes IS NOT NULL) AND (bytes IS NULL) = (media_type IS NULL)),
  CHECK ((method = 'scan') = (file_id IS NOT NULL)),
  CHECK (octet_length(bytes) <= 1048576)
);
CREATE INDEX ON document_signatures (document_id);
ALTER TABLE document_signatures ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON document_signatures TO bilezik_app USING (EXISTS (SELECT FROM documents d WHERE d.id = document_id));
GRANT SELECT ON document_signatures TO bilezik_app;
GRANT INSERT (document_id, document_sha256, role, name, method, signed_at, recorded_by, file_id, media_type, bytes, detail)
  ON document_signatures TO bilezik_app;

-- What whoever holds a paper may learn of it by the hash printed on it: nothing of the person, nothing of the case.
CREATE FUNCTION check_document(asked_hash text)
RETURNS TABLE (number text, issued_at timestamptz, kind text, organisation jsonb, replaced_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.sequence || '/' || d.year, d.issued_at, d.kind, o.name, r.sequence || '/' || r.year
  FROM documents d JOIN organisations o ON o.id = d.organisation_id
  LEFT JOIN documents r ON r.replaces_id = d.id AND r.issued_at IS NOT NULL
  WHERE d.short_hash = asked_hash
$$;
GRANT EXECUTE ON FUNCTION next_document_number(uuid, integer), check_document(text) TO bilezik_app;
