-- %s %s and what it refers to belong to two elections.
SELECT x.kind, x.code
FROM (SELECT 'unit' AS kind, u.code AS code FROM unit AS u JOIN area AS a ON a.id = u.area WHERE a.election <> u.election
      UNION ALL
      SELECT 'venue', v.code FROM venue AS v JOIN area AS a ON a.id = v.area WHERE a.election <> v.election
      UNION ALL
      SELECT 'area', a.code FROM area AS a JOIN area AS p ON p.id = a.parent WHERE a.election <> p.election
      UNION ALL
      SELECT 'meeting', m.code FROM meeting AS m JOIN unit AS u ON u.id = m.unit WHERE u.election <> m.election
      UNION ALL
      SELECT 'candidate', c.code
      FROM candidacy AS y JOIN candidate AS c ON c.id = y.candidate JOIN unit AS u ON u.id = y.unit
      WHERE u.election <> c.election) AS x
ORDER BY x.kind, x.code;
