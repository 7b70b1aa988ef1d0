-- An invented election as it is after its first release: three meetings of two units; candidate UCV-01 stands in both.
INSERT INTO election (id, code, title, law_pack, polling_day, created_utc)
VALUES (1, 'bc2026', 'Bầu cử tháng 3 năm 2026', '83-2025', 20527, 1767200000);
INSERT INTO area (id, election, level, code, name)
VALUES (1, 1, 'province', 'T1', 'tỉnh Bình Nguyên'), (2, 1, 'commune', 'X1', 'xã Đồng Mây'),
       (3, 1, 'commune', 'X2', 'phường Ngã Ba');
INSERT INTO unit (id, election, area, level, code, name, seats, needed, duration_min, attendance, max_online)
VALUES (1, 1, 1, 'province', 'DV1', 'Đơn vị bầu cử số 1, HĐND tỉnh', 3, 2, 120, 100, 1),
       (2, 1, 2, 'commune', 'DV2', 'Đơn vị bầu cử số 4, HĐND xã', 3, 1, 120, 100, 0);
INSERT INTO candidate (id, election, code, full_name)
VALUES (1, 1, 'UCV-01', 'Người Thử Một'), (2, 1, 'UCV-02', ''), (3, 1, 'UCV-03', 'Người Thử Ba');
INSERT INTO candidacy (unit, candidate) VALUES (1, 1), (1, 2), (2, 1), (2, 3);
INSERT INTO venue (id, election, area, code, name, address, capacity, online, online_link, chair)
VALUES (1, 1, 2, 'V1', 'Nhà văn hoá xã Đồng Mây', 'thôn Hạ', 200, 1, '', 'Ban Thường trực Uỷ ban MTTQ xã'),
       (2, 1, 3, 'V2', 'Hội trường phường', '12 đường Sông; phường Ngã Ba', 150, 1, '', '');
INSERT INTO release (id, election, number, published_utc, note) VALUES (1, 1, 1, 1771549200, '');
INSERT INTO meeting (id, election, code, uid, unit, status, mode, start_utc, end_utc, sequence, last_modified_utc,
                     first_release, last_release)
VALUES (1, 1, 'DV1-1', '0001.bc2026@hiepthuong', 1, 'confirmed', 'direct', 1772411400, 1772418600, 0, 1771549200, 1, 1),
       (2, 1, 'DV1-2', '0002.bc2026@hiepthuong', 1, 'confirmed', 'online', 1772539200, 1772544600, 0, 1771549200, 1, 1),
       (3, 1, 'DV2-1', '0003.bc2026@hiepthuong', 2, 'confirmed', 'direct', 1772607600, 1772614800, 0, 1771549200, 1, 1);
INSERT INTO meeting_site (meeting, position, mode, venue, link, capacity)
VALUES (1, 0, 'direct', 1, '', 200), (2, 0, 'online', 2, 'https://hop.example.vn/p/12', 150),
       (2, 1, 'online', 1, '', 200), (3, 0, 'direct', 1, '', 200);
INSERT INTO release_meeting (release, meeting, status, mode, venue, start_utc, end_utc)
VALUES (1, 1, 'confirmed', 'direct', 1, 1772411400, 1772418600), (1, 2, 'confirmed', 'online', 2, 1772539200, 1772544600),
       (1, 3, 'confirmed', 'direct', 1, 1772607600, 1772614800);
INSERT INTO meeting_version (meeting, sequence, release, changed_utc)
VALUES (1, 0, 1, 1771549200), (2, 0, 1, 1771549200), (3, 0, 1, 1771549200);
INSERT INTO feed_clock (election, value_utc) VALUES (1, 1771549200);
