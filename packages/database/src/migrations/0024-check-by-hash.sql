-- Whoever holds the file of a paper may compare it with what was issued: the hash of its bytes, which says nothing of anybody.
DROP FUNCTION check_document(text);
CREATE FUNCTION check_document(asked_hash text)
RETURNS TABLE (number text, issued_at timestamptz, kind text, organisation jsonb, replaced_by text, pdf_sha256 text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.sequence || '/' || d.year, d.issued_at, d.kind, o.name, r.sequence || '/' || r.year, encode(d.pdf_sha256, 'hex')
  FROM documents d JOIN organisations o ON o.id = d.organisation_id
  LEFT JOIN documents r ON r.replaces_id = d.id AND r.issued_at IS NOT NULL
  WHERE d.short_hash = asked_hash
$$;
REVOKE EXECUTE ON FUNCTION check_document(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_document(text) TO bilezik_app;
