-- Files of a case file: what came with the package, scans, photos, proofs. Append-only: nobody is granted UPDATE or DELETE.

CREATE TABLE files (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  case_id uuid NOT NULL REFERENCES case_files,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  user_id uuid NOT NULL REFERENCES users,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 300),
  -- Told from the bytes.
  kind text NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png', 'tiff', 'heic', 'cms')),
  -- `identity-copy`, `medical`, `document:<id>`: which piece, record or thing it belongs to.
  belongs_to text,
  size_bytes integer NOT NULL CHECK (size_bytes > 0),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  scan text NOT NULL CHECK (scan IN ('clean', 'unscanned')),
  -- Sent again after a lost answer it is the same file.
  UNIQUE NULLS NOT DISTINCT (case_id, belongs_to, sha256)
);

-- In pieces, so that neither side of the connection ever holds a whole file as text.
CREATE TABLE file_chunks (
  file_id uuid NOT NULL REFERENCES files,
  sequence integer NOT NULL CHECK (sequence >= 0),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 1048576),
  PRIMARY KEY (file_id, sequence)
);
-- Scans and photos are compressed already.
ALTER TABLE file_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE files ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON files TO bilezik_app USING (EXISTS (SELECT FROM case_files c WHERE c.id = case_id));
ALTER TABLE file_chunks ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON file_chunks TO bilezik_app USING (EXISTS (SELECT FROM files f WHERE f.id = file_id));
GRANT SELECT ON files, file_chunks TO bilezik_app;
GRANT INSERT (case_id, user_id, name, kind, belongs_to, size_bytes, sha256, scan) ON files TO bilezik_app;
GRANT INSERT ON file_chunks TO bilezik_app;

-- An infected file is kept nowhere; that somebody sent one is told to those who look after security.
ALTER TABLE security_events DROP CONSTRAINT security_events_kind_check;
ALTER TABLE security_events ADD CONSTRAINT security_events_kind_check
  CHECK (kind IN ('two-connections', 'wrong-signature', 'infected-file'));
ALTER TABLE security_events ALTER COLUMN device_id DROP NOT NULL;
ALTER TABLE security_events ADD COLUMN user_id uuid REFERENCES users, ADD COLUMN detail text;
ALTER TABLE security_events ADD CONSTRAINT of_device_or_user
  CHECK (CASE kind WHEN 'infected-file' THEN user_id IS NOT NULL ELSE device_id IS NOT NULL END);

-- In the organisation of the file, which must be in the caller's scope.
CREATE FUNCTION note_infected_file(asked_case uuid, by_user uuid, from_source text, signature text, event_at timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO security_events (at, kind, user_id, organisation_id, source, detail)
  SELECT event_at, 'infected-file', by_user, c.organisation_id, from_source, signature
  FROM case_files c WHERE c.id = asked_case AND c.organisation_id IN (SELECT scope_organisations())
$$;
REVOKE EXECUTE ON FUNCTION note_infected_file(uuid, uuid, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note_infected_file(uuid, uuid, text, text, timestamptz) TO bilezik_app;
