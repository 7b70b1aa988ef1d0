-- Tables that were sent and wait for a yes.

-- name: import_upload_insert
INSERT INTO import_upload (account, election, created_utc) VALUES (:account, :election, :now_utc) RETURNING id;

-- name: import_upload_file_insert
INSERT INTO import_upload_file (upload, name, bytes) VALUES (:upload, :name, :bytes);

-- name: import_upload_files
SELECT f.name, f.bytes
FROM import_upload AS u
JOIN import_upload_file AS f ON f.upload = u.id
WHERE u.id = :upload AND u.account = :account AND u.election = :election AND u.created_utc > :created_after_utc
ORDER BY f.name;

-- name: import_upload_delete_of
DELETE FROM import_upload WHERE account = :account AND election = :election;

-- name: import_uploads_delete_old
-- full scan: as many as there are people who import just now
DELETE FROM import_upload WHERE created_utc <= :created_until_utc;
