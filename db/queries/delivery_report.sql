-- What gateways report of messages they took (app/delivery_report.h).

-- name: notice_by_client_id
SELECT n.id FROM notice AS n WHERE n.client_id = :client_id;

-- name: notice_by_message_id
SELECT n.id FROM notice AS n WHERE n.gateway_message_id = :message_id AND n.gateway = :gateway ORDER BY n.id DESC LIMIT 1;

-- Gateways say the same several times; it is written down once.
-- name: report_insert
INSERT INTO delivery_report (gateway, client_id, gateway_message_id, said, words, state, received_utc, notice)
SELECT :gateway, :client_id, :message_id, :said, :words, :state, :now_utc, :notice
WHERE NOT EXISTS (SELECT 1 FROM delivery_report AS r
                  WHERE r.gateway_message_id = :message_id AND r.client_id = :client_id AND r.said = :said
                    AND r.gateway = :gateway);

-- Reports that came before the answer that names the message.
-- name: report_adopt
UPDATE delivery_report SET notice = :notice
WHERE notice IS NULL AND gateway_message_id = :message_id AND gateway = :gateway;

-- The last word on a message counts most, in whatever order the words came; a final state is never taken back.
-- name: notice_take_reports
UPDATE notice
SET state = CASE WHEN EXISTS (SELECT 1 FROM delivery_report AS r WHERE r.notice = notice.id AND r.state = 'delivered')
                 THEN 'delivered'
                 WHEN EXISTS (SELECT 1 FROM delivery_report AS r WHERE r.notice = notice.id AND r.state = 'failed')
                 THEN 'failed'
                 ELSE 'accepted' END,
    reason = CASE WHEN EXISTS (SELECT 1 FROM delivery_report AS r WHERE r.notice = notice.id AND r.state = 'delivered')
                  THEN ''
                  WHEN EXISTS (SELECT 1 FROM delivery_report AS r WHERE r.notice = notice.id AND r.state = 'failed')
                  THEN 'reported'
                  ELSE '' END,
    gateway_words = coalesce((SELECT max(r.words) FROM delivery_report AS r
                              WHERE r.notice = notice.id AND r.state = 'failed' AND r.words <> ''), gateway_words),
    finished_utc = :now_utc
WHERE id = :id AND state IN ('accepted', 'unknown')
  AND EXISTS (SELECT 1 FROM delivery_report AS r WHERE r.notice = notice.id AND r.state <> 'unknown');

-- name: reports_unknown_count
SELECT count(*) FROM delivery_report AS r WHERE r.notice IS NULL;
