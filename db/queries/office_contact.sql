-- Where alarms and digests of deadlines go: to the office of an area, of the whole election (no area, no name), or to one that is named as owner.

-- name: office_contact_owner_known
SELECT 1 FROM step_owner WHERE election = :election AND owner = :owner LIMIT 1;

-- Of an area there is one row for ever; another one that was erased has lost its name and is not found again.
-- name: office_contact_find
SELECT k.id
FROM contact AS k
LEFT JOIN contact_erasure AS x ON x.contact = k.id
WHERE k.election = :election AND k.candidate IS NULL AND k.purpose = :purpose AND coalesce(k.area, 0) = :area
  AND (k.area IS NOT NULL OR (k.full_name = :owner AND x.erased_utc IS NULL))
ORDER BY k.id;

-- name: office_contact_insert
INSERT INTO contact (election, area, full_name, phone, email, purpose, source)
VALUES (:election, nullif(:area, 0), :owner, nullif(:phone, ''), nullif(:mail, ''), :purpose, 'contact set')
RETURNING id;

-- name: office_contact_change
UPDATE contact SET phone = coalesce(nullif(:phone, ''), phone), email = coalesce(nullif(:mail, ''), email) WHERE id = :id;

-- name: office_contact_again
DELETE FROM contact_erasure WHERE contact = :id AND erased_utc IS NOT NULL;

-- name: office_contact_clear
UPDATE contact SET phone = NULL, email = NULL WHERE id = :id AND (phone IS NOT NULL OR email IS NOT NULL);

-- name: office_contact_cancel_notices
UPDATE notice SET state = 'cancelled', reason = 'no_number', finished_utc = :now_utc
WHERE contact = :id AND state IN ('queued', 'held');

-- name: office_contacts
SELECT k.id, coalesce(a.level, ''), coalesce(a.code, ''), coalesce(a.name, k.full_name), coalesce(k.phone, ''),
       coalesce(k.email, '')
FROM contact AS k
LEFT JOIN area AS a ON a.id = k.area
WHERE k.election = :election AND k.candidate IS NULL AND k.purpose = :purpose AND (k.phone IS NOT NULL OR k.email IS NOT NULL)
ORDER BY k.id;
