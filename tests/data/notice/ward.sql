-- A ward with two units: three candidates in the first (one of them without a telephone number), one in the second.
-- Release 1 has published three meetings. Moments: 1619829000 is 2021-05-01T07:30 in Viet Nam.
INSERT INTO election VALUES (1, 'phuong-2021', 'Bầu cử của phường', '85-2015', 18770, 1619000000);
INSERT INTO area (id, election, parent, level, code, name) VALUES
    (1, 1, NULL, 'province', 'p1', 'Tỉnh Mẫu'),
    (2, 1, 1, 'commune', 'c1', 'Phường Điện Biên');
INSERT INTO unit VALUES
    (1, 1, 2, 'commune', 'u1', 'Đơn vị 1', NULL, 3, 2, 90, 60, 1),
    (2, 1, 2, 'commune', 'u2', 'Đơn vị 2', NULL, 3, 1, 90, 60, 1);
INSERT INTO candidate (id, election, code, full_name) VALUES
    (1, 1, 'k1', 'Lò Văn Ứng'), (2, 1, 'k2', 'Vàng Thị Én'), (3, 1, 'k3', 'Giàng A Sếnh'), (4, 1, 'k4', 'Quàng Thị Ộp');
INSERT INTO candidacy VALUES (1, 1), (1, 2), (1, 3), (2, 4);
INSERT INTO contact (id, election, candidate, full_name, phone, purpose, source) VALUES
    (11, 1, 1, '', '+84500000001', 'meeting_notice', 'candidates.csv'),
    (12, 1, 2, '', '+84500000002', 'meeting_notice', 'candidates.csv'),
    (14, 1, 4, '', '+84500000004', 'meeting_notice', 'candidates.csv');
INSERT INTO venue VALUES
    (1, 1, 2, 'v1', 'Nhà văn hoá số 5', '', 0, 0, 100, 0, '', ''),
    (2, 1, 2, 'v2', 'Hội trường', '12 Phố Mới', 0, 0, 100, 1, '', '');
INSERT INTO release VALUES (1, 1, 1, 1619829000, '');
INSERT INTO meeting VALUES
    (1, 1, 'm1', 'm1@example', 1, 'confirmed', 'direct', 1619958600, 1619964000, 0, 1619829000, 1, 1),
    (2, 1, 'm2', 'm2@example', 1, 'confirmed', 'online', 1620045000, 1620050400, 0, 1619829000, 1, 1),
    (3, 1, 'm3', 'm3@example', 2, 'confirmed', 'direct', 1620045000, 1620050400, 0, 1619829000, 1, 1);
INSERT INTO meeting_site VALUES
    (1, 0, 'direct', 1, '', 100), (2, 0, 'online', 2, 'https://hop.example/2', 100), (3, 0, 'direct', 2, '', 100);
