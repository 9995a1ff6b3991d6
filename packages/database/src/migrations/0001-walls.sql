-- Organisations, accounts, sessions, the log: who may see what, and who looked.
-- The scope of a transaction is set_config('bilezik.organisation_id', …, true): the user's organisation and all below it.

CREATE EXTENSION IF NOT EXISTS btree_gist;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO bilezik_app, bilezik_intake, bilezik_engine;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- One row once the first start has decided it: demo accounts exist only where `is_demo`, and there is nothing real beside them.
CREATE TABLE installation (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  is_demo boolean NOT NULL
);

CREATE TABLE organisations (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  name jsonb NOT NULL CHECK (name ?& ARRAY['kk', 'ru', 'en']),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A service is reorganised from time to time: the parent is dated, so yesterday's answer stays yesterday's.
CREATE TABLE organisation_parents (
  organisation_id uuid NOT NULL REFERENCES organisations,
  parent_id uuid NOT NULL REFERENCES organisations,
  during tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
  PRIMARY KEY (organisation_id, during WITHOUT OVERLAPS),
  CHECK (organisation_id <> parent_id)
);
CREATE INDEX ON organisation_parents (parent_id);

-- nullif: after a transaction that set it locally the setting is '' and not null.
CREATE FUNCTION scope_root() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT nullif(current_setting('bilezik.organisation_id', true), '')::uuid $$;

-- UNION (not UNION ALL) ends a cycle that a wrong reorganisation could make.
CREATE FUNCTION scope_organisations() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE tree (id) AS (
    SELECT scope_root() WHERE scope_root() IS NOT NULL
    UNION
    SELECT p.organisation_id FROM organisation_parents p JOIN tree t ON p.parent_id = t.id WHERE p.during @> now()
  )
  SELECT id FROM tree
$$;

ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON organisations TO bilezik_app USING (id IN (SELECT scope_organisations()));
ALTER TABLE organisation_parents ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON organisation_parents TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT ON organisations, organisation_parents TO bilezik_app;

CREATE FUNCTION add_organisation(organisation_name jsonb, parent uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid;
BEGIN
  IF parent NOT IN (SELECT scope_organisations()) THEN
    RAISE EXCEPTION 'parent out of scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO organisations (name) VALUES (organisation_name) RETURNING id INTO made;
  INSERT INTO organisation_parents (organisation_id, parent_id) VALUES (made, parent);
  RETURN made;
END $$;

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  login text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('operator', 'head', 'administrator')),
  organisation_id uuid NOT NULL REFERENCES organisations,
  language text NOT NULL DEFAULT 'ru' CHECK (language IN ('kk', 'ru', 'en')),
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON users TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
-- The password hash can be written by the application and read by nobody but credentials_of().
GRANT SELECT (id, login, name, role, organisation_id, language, disabled_at, created_at) ON users TO bilezik_app;
GRANT INSERT (login, name, password_hash, role, organisation_id, language) ON users TO bilezik_app;

CREATE FUNCTION credentials_of(asked_login text) RETURNS TABLE (user_id uuid, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.password_hash FROM users u WHERE u.login = asked_login AND u.disabled_at IS NULL
$$;

-- Only the SHA-256 of a session's token is stored: who reads the table cannot use it.
CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES users,
  csrf_token text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON sessions (expires_at);

CREATE FUNCTION open_session(new_token_hash bytea, for_user uuid, new_csrf_token text, lasts interval) RETURNS timestamptz
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM sessions WHERE expires_at < now();
  INSERT INTO sessions (token_hash, user_id, csrf_token, expires_at) VALUES (new_token_hash, for_user, new_csrf_token, now() + lasts)
  RETURNING expires_at
$$;

CREATE FUNCTION find_session(asked_token_hash bytea)
RETURNS TABLE (
  user_id uuid, login text, name text, role text, organisation_id uuid, organisation_name jsonb, csrf_token text, expires_at timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.login, u.name, u.role, o.id, o.name, s.csrf_token, s.expires_at
  FROM sessions s JOIN users u ON u.id = s.user_id JOIN organisations o ON o.id = u.organisation_id
  WHERE s.token_hash = asked_token_hash AND s.expires_at > now() AND u.disabled_at IS NULL
$$;

CREATE FUNCTION close_session(asked_token_hash bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM sessions WHERE token_hash = asked_token_hash
$$;

-- Set-up of an empty system: one token at a time, used once, and only while there is no account at all.
CREATE TABLE setup_token (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  token_hash bytea NOT NULL
);

CREATE FUNCTION needs_setup() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT NOT EXISTS (SELECT FROM users) $$;

CREATE FUNCTION put_setup_token(new_token_hash bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO setup_token (token_hash) SELECT new_token_hash WHERE needs_setup()
  ON CONFLICT (only_row) DO UPDATE SET token_hash = excluded.token_hash
$$;

CREATE FUNCTION set_up(used_token_hash bytea, organisation_name jsonb, new_login text, new_name text, new_password_hash text)
RETURNS TABLE (user_id uuid, organisation_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE root uuid; admin uuid;
BEGIN
  DELETE FROM setup_token t WHERE t.token_hash = used_token_hash AND needs_setup();
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO organisations (name) VALUES (organisation_name) RETURNING id INTO root;
  INSERT INTO users (login, name, password_hash, role, organisation_id)
  VALUES (new_login, new_name, new_password_hash, 'administrator', root) RETURNING id INTO admin;
  RETURN QUERY SELECT admin, root;
END $$;

-- Append-only: nobody is granted UPDATE or DELETE.
CREATE TABLE log_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  user_id uuid REFERENCES users,
  organisation_id uuid NOT NULL REFERENCES organisations,
  action text NOT NULL,
  person_id uuid,
  subject_id text,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON log_entries (person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX ON log_entries (organisation_id, id);
ALTER TABLE log_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY scope ON log_entries TO bilezik_app USING (organisation_id IN (SELECT scope_organisations()));
GRANT SELECT ON log_entries TO bilezik_app;
-- Neither the number nor the time of an entry is the application's to say.
GRANT INSERT (user_id, organisation_id, action, person_id, subject_id, detail) ON log_entries TO bilezik_app;

GRANT EXECUTE ON FUNCTION
  scope_root(), scope_organisations(), add_organisation(jsonb, uuid), credentials_of(text),
  open_session(bytea, uuid, text, interval), find_session(bytea), close_session(bytea),
  needs_setup(), put_setup_token(bytea), set_up(bytea, jsonb, text, text, text)
TO bilezik_app;
