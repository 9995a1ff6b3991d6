-- A package that is sent twice, because the answer to the first sending was lost, opens one file: the draft's own id says so.
ALTER TABLE case_files ADD COLUMN draft_id uuid UNIQUE;
GRANT INSERT (draft_id) ON case_files TO bilezik_app;

-- Who applied because of a threat is somebody whom the order protects: named as its ground names them.
ALTER TABLE protected_persons ADD COLUMN applicant text;
GRANT INSERT (applicant) ON protected_persons TO bilezik_app;
