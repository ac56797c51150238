PRAGMA application_id = 1178747975;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'feedbridge','first','2026-11-25 23:27:49.300254+00:00');
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, draft INTEGER NOT NULL REFERENCES drafts, decision INTEGER NOT NULL REFERENCES decisions,
    digest TEXT NOT NULL, through TEXT NOT NULL, started_at TEXT NOT NULL, marker TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'posted', 'refused', 'unknown')), detail TEXT NOT NULL
) STRICT;
INSERT INTO "attempts" VALUES(1,1,1,'4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a','sandbox','2026-11-22T00:30:00.000000+00:00','','posted','');
INSERT INTO "attempts" VALUES(2,2,2,'6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a','sandbox','2026-11-22T00:50:00.000000+00:00','1','posted','');
INSERT INTO "attempts" VALUES(3,3,3,'e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1','sandbox','2026-11-22T01:10:00.000000+00:00','2','posted','');
INSERT INTO "attempts" VALUES(4,4,4,'28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520','sandbox','2026-11-22T01:30:00.000000+00:00','3','posted','');
INSERT INTO "attempts" VALUES(5,5,5,'e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9','sandbox','2026-11-22T01:50:00.000000+00:00','4','posted','');
INSERT INTO "attempts" VALUES(6,9,9,'dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0','sandbox','2026-11-24T00:30:00.000000+00:00','5','posted','');
INSERT INTO "attempts" VALUES(7,6,6,'09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30','sandbox','2026-11-24T00:50:00.000000+00:00','6','posted','');
INSERT INTO "attempts" VALUES(8,7,7,'95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536','sandbox','2026-11-24T01:10:00.000000+00:00','7','posted','');
INSERT INTO "attempts" VALUES(9,8,8,'76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a','sandbox','2026-11-24T01:30:00.000000+00:00','8','posted','');
INSERT INTO "attempts" VALUES(10,10,10,'ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c','sandbox','2026-11-24T01:50:00.000000+00:00','9','posted','');
CREATE TABLE checks (
    draft INTEGER NOT NULL REFERENCES posts, role TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (draft, role)
) STRICT, WITHOUT ROWID;
INSERT INTO "checks" VALUES(1,'director','館長','2026-11-24T02:51:00.000000+00:00');
INSERT INTO "checks" VALUES(1,'poster','職員','2026-11-24T02:50:00.000000+00:00');
INSERT INTO "checks" VALUES(2,'director','館長','2026-11-24T02:52:00.000000+00:00');
INSERT INTO "checks" VALUES(2,'poster','職員','2026-11-24T02:51:00.000000+00:00');
INSERT INTO "checks" VALUES(3,'director','館長','2026-11-24T02:53:00.000000+00:00');
INSERT INTO "checks" VALUES(3,'poster','職員','2026-11-24T02:52:00.000000+00:00');
CREATE TABLE closings (
    id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, why TEXT NOT NULL, words TEXT NOT NULL, url TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused', 'withdrawn')), by TEXT NOT NULL, at TEXT
) STRICT;
CREATE TABLE confirmations (
    number TEXT PRIMARY KEY, persons TEXT NOT NULL, sources TEXT NOT NULL, kinds TEXT NOT NULL,
    first TEXT NOT NULL, last TEXT NOT NULL, per_day INTEGER NOT NULL, given_by TEXT NOT NULL, revoked_at TEXT
) STRICT;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, draft INTEGER NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL,
    person TEXT NOT NULL, at TEXT NOT NULL, way TEXT NOT NULL CHECK (way IN ('director', 'confirmation')),
    confirmation TEXT NOT NULL, acknowledged TEXT NOT NULL, outside_hours TEXT NOT NULL,
    not_before TEXT, policy_version TEXT NOT NULL,
    FOREIGN KEY (draft, version) REFERENCES versions
) STRICT;
INSERT INTO "decisions" VALUES(1,1,1,'4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a','館長','2026-11-22T00:10:00.000000+00:00','director','','[]','','2026-11-22T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(2,2,1,'6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a','館長','2026-11-22T00:10:00.000000+00:00','director','','[]','','2026-11-22T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(3,3,1,'e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1','館長','2026-11-22T00:10:00.000000+00:00','director','','[]','','2026-11-22T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(4,4,1,'28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520','館長','2026-11-22T00:10:00.000000+00:00','director','','[]','','2026-11-22T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(5,5,1,'e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9','館長','2026-11-22T00:10:00.000000+00:00','director','','[]','','2026-11-22T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(6,6,1,'09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30','館長','2026-11-24T00:10:00.000000+00:00','director','','[]','','2026-11-24T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(7,7,1,'95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536','館長','2026-11-24T00:10:00.000000+00:00','director','','[]','','2026-11-24T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(8,8,1,'76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a','館長','2026-11-24T00:10:00.000000+00:00','director','','[]','','2026-11-24T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(9,9,1,'dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0','館長','2026-11-24T00:10:00.000000+00:00','director','','[]','','2026-11-24T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(10,10,1,'ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c','館長','2026-11-24T00:10:00.000000+00:00','director','','[]','','2026-11-24T00:20:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(11,11,1,'3476e46aedc83c69cf6c8908db11ef1c590485ba171e57bf9826d428c65a933a','館長','2026-11-25T09:55:00.000000+00:00','director','','[]','','2026-11-25T10:05:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(12,12,1,'7f83fd67143555f53061b229006ba14cd65b17904489f5a5b676d365624ca8f4','館長','2026-11-25T09:55:00.000000+00:00','director','','[]','','2026-11-25T10:05:00.000000+00:00','2021-04-01');
INSERT INTO "decisions" VALUES(13,13,1,'9c8f6076d9056aa134d56588e2d70805edaf7961f0c2ac14152f0b492a1cdbbc','館長','2026-11-25T09:55:00.000000+00:00','director','','[]','','2026-11-25T10:05:00.000000+00:00','2021-04-01');
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    item INTEGER REFERENCES items, source TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('ア', 'イ', 'ウ', 'エ')),
    state TEXT NOT NULL, version INTEGER NOT NULL,
    decision INTEGER REFERENCES decisions,      -- the one in force; null: none
    note TEXT NOT NULL, origin TEXT NOT NULL, corrects INTEGER REFERENCES drafts,
    opened_at TEXT NOT NULL, changed_at TEXT NOT NULL
) STRICT;
INSERT INTO "drafts" VALUES(1,33,'home','ア','checked',1,1,'','',NULL,'2026-11-22T00:00:00.000000+00:00','2026-11-24T02:51:00.000000+00:00');
INSERT INTO "drafts" VALUES(2,34,'home','ア','checked',1,2,'','',NULL,'2026-11-22T00:00:00.000000+00:00','2026-11-24T02:52:00.000000+00:00');
INSERT INTO "drafts" VALUES(3,35,'home','ア','checked',1,3,'','',NULL,'2026-11-22T00:00:00.000000+00:00','2026-11-24T02:53:00.000000+00:00');
INSERT INTO "drafts" VALUES(4,36,'home','ア','posted',1,4,'','',NULL,'2026-11-22T00:00:00.000000+00:00','2026-11-22T01:30:00.000000+00:00');
INSERT INTO "drafts" VALUES(5,37,'event','ア','posted',1,5,'','',NULL,'2026-11-22T00:00:00.000000+00:00','2026-11-22T01:50:00.000000+00:00');
INSERT INTO "drafts" VALUES(6,38,'home','ア','posted',1,6,'','',NULL,'2026-11-24T00:00:00.000000+00:00','2026-11-24T00:50:00.000000+00:00');
INSERT INTO "drafts" VALUES(7,39,'home','ア','posted',1,7,'','',NULL,'2026-11-24T00:00:00.000000+00:00','2026-11-24T01:10:00.000000+00:00');
INSERT INTO "drafts" VALUES(8,40,'home','ア','posted',1,8,'','',NULL,'2026-11-24T00:00:00.000000+00:00','2026-11-24T01:30:00.000000+00:00');
INSERT INTO "drafts" VALUES(9,41,'home','ア','posted',1,9,'','',NULL,'2026-11-24T00:00:00.000000+00:00','2026-11-24T00:30:00.000000+00:00');
INSERT INTO "drafts" VALUES(10,42,'event','ア','posted',1,10,'','',NULL,'2026-11-24T00:00:00.000000+00:00','2026-11-24T01:50:00.000000+00:00');
INSERT INTO "drafts" VALUES(11,43,'home','ア','decided',1,11,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T09:55:00.000000+00:00');
INSERT INTO "drafts" VALUES(12,44,'home','ア','decided',1,12,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T09:55:00.000000+00:00');
INSERT INTO "drafts" VALUES(13,45,'home','ア','decided',1,13,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T09:55:00.000000+00:00');
INSERT INTO "drafts" VALUES(14,46,'home','ア','waiting',1,NULL,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T08:00:00.000000+00:00');
INSERT INTO "drafts" VALUES(15,47,'home','ア','waiting',1,NULL,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T08:00:00.000000+00:00');
INSERT INTO "drafts" VALUES(16,48,'home','ア','waiting',1,NULL,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T08:00:00.000000+00:00');
INSERT INTO "drafts" VALUES(17,49,'home','ア','waiting',1,NULL,'','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T08:00:00.000000+00:00');
INSERT INTO "drafts" VALUES(18,50,'event','ア','waiting',1,NULL,'ページの日付が合いません: 令和8年1月18日(月)','',NULL,'2026-11-25T08:00:00.000000+00:00','2026-11-25T08:00:00.000000+00:00');
CREATE TABLE identities (key TEXT PRIMARY KEY, item INTEGER NOT NULL REFERENCES items) STRICT, WITHOUT ROWID;
INSERT INTO "identities" VALUES('https://lib.example.jp/news/001.html',1);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/002.html',2);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/003.html',3);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/004.html',4);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/005.html',5);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/006.html',32);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/007.html',6);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/008.html',7);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/009.html',8);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/010.html',9);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/011.html',10);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/012.html',31);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/013.html',11);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/014.html',12);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/015.html',13);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/016.html',14);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/017.html',15);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/018.html',30);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/019.html',16);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/020.html',17);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/021.html',18);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/022.html',19);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/023.html',20);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/024.html',29);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/025.html',21);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/026.html',22);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/027.html',23);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/028.html',24);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/029.html',25);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/030.html',28);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/031.html',26);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/032.html',27);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/033.html',33);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/034.html',34);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/035.html',35);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/036.html',37);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/037.html',36);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/038.html',38);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/039.html',39);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/040.html',40);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/041.html',41);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/042.html',42);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/043.html',43);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/044.html',44);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/045.html',45);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/046.html',46);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/047.html',47);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/048.html',50);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/049.html',48);
INSERT INTO "identities" VALUES('https://lib.example.jp/news/050.html',49);
CREATE TABLE impostor_steps (
    id INTEGER PRIMARY KEY, impostor INTEGER NOT NULL REFERENCES impostors,
    state TEXT NOT NULL CHECK (state IN ('seen', 'reported', 'gone')), person TEXT NOT NULL, at TEXT NOT NULL,
    UNIQUE (impostor, state)
) STRICT;
CREATE TABLE impostors (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, day TEXT NOT NULL, url TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, day TEXT NOT NULL, clause TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('reply', 'dm', 'mention')), url TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL
) STRICT;
CREATE TABLE items (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, page TEXT NOT NULL, summary TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'baseline', 'held', 'drafted', 'set_aside')),
    seen_at TEXT NOT NULL, published TEXT, reason TEXT NOT NULL, tries INTEGER NOT NULL
) STRICT;
INSERT INTO "items" VALUES(1,'home','https://lib.example.jp/news/001.html','西分館の臨時休館について(1)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-01','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(2,'home','https://lib.example.jp/news/002.html','企画展示「朗読のつどいの本」2','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-01','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(3,'home','https://lib.example.jp/news/003.html','名作映画会(3)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-02','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(4,'home','https://lib.example.jp/news/004.html','図書館だより4号を発行しました','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-02','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(5,'home','https://lib.example.jp/news/005.html','科学あそびのお知らせ(第5回)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-03','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(6,'home','https://lib.example.jp/news/007.html','企画展示「俳句の会の本」7','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-04','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(7,'home','https://lib.example.jp/news/008.html','親子で手遊び(8)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-04','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(8,'home','https://lib.example.jp/news/009.html','図書館だより9号を発行しました','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-05','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(9,'home','https://lib.example.jp/news/010.html','おりがみの会のお知らせ(第10回)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-05','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(10,'home','https://lib.example.jp/news/011.html','北分館の臨時休館について(11)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-06','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(11,'home','https://lib.example.jp/news/013.html','名作映画会(13)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-07','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(12,'home','https://lib.example.jp/news/014.html','図書館だより14号を発行しました','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-07','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(13,'home','https://lib.example.jp/news/015.html','科学あそびのお知らせ(第15回)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-08','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(14,'home','https://lib.example.jp/news/016.html','中央図書館の書架の整理(16)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-08','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(15,'home','https://lib.example.jp/news/017.html','企画展示「俳句の会の本」17','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-09','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(16,'home','https://lib.example.jp/news/019.html','図書館だより19号を発行しました','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-10','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(17,'home','https://lib.example.jp/news/020.html','おりがみの会のお知らせ(第20回)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-10','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(18,'home','https://lib.example.jp/news/021.html','西分館の臨時休館について(21)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-11','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(19,'home','https://lib.example.jp/news/022.html','企画展示「朗読のつどいの本」22','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-11','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(20,'home','https://lib.example.jp/news/023.html','名作映画会(23)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-12','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(21,'home','https://lib.example.jp/news/025.html','科学あそびのお知らせ(第25回)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-13','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(22,'home','https://lib.example.jp/news/026.html','東分館の書架の整理(26)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-13','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(23,'home','https://lib.example.jp/news/027.html','企画展示「俳句の会の本」27','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-14','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(24,'home','https://lib.example.jp/news/028.html','親子で手遊び(28)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-14','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(25,'home','https://lib.example.jp/news/029.html','図書館だより29号を発行しました','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-15','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(26,'home','https://lib.example.jp/news/031.html','北分館の臨時休館について(31)','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-16','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(27,'home','https://lib.example.jp/news/032.html','企画展示「朗読のつどいの本」32','https://lib.example.jp/','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-16','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(28,'event','https://lib.example.jp/news/030.html','おりがみの会のお知らせ(第30回)','https://lib.example.jp/event.rdf','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-15','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(29,'event','https://lib.example.jp/news/024.html','図書館だより24号を発行しました','https://lib.example.jp/event.rdf','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-12','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(30,'event','https://lib.example.jp/news/018.html','親子で手遊び(18)','https://lib.example.jp/event.rdf','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-09','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(31,'event','https://lib.example.jp/news/012.html','企画展示「朗読のつどいの本」12','https://lib.example.jp/event.rdf','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-06','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(32,'event','https://lib.example.jp/news/006.html','東分館の書架の整理(6)','https://lib.example.jp/event.rdf','','baseline','2026-11-20T23:30:00.000000+00:00','2026-11-03','取得元を見始めたときにありました',0);
INSERT INTO "items" VALUES(33,'home','https://lib.example.jp/news/033.html','名作映画会(33)','https://lib.example.jp/','','drafted','2026-11-22T00:00:00.000000+00:00','2026-11-17','',0);
INSERT INTO "items" VALUES(34,'home','https://lib.example.jp/news/034.html','図書館だより34号を発行しました','https://lib.example.jp/','','drafted','2026-11-22T00:00:00.000000+00:00','2026-11-17','',0);
INSERT INTO "items" VALUES(35,'home','https://lib.example.jp/news/035.html','科学あそびのお知らせ(第35回)','https://lib.example.jp/','','drafted','2026-11-22T00:00:00.000000+00:00','2026-11-18','',0);
INSERT INTO "items" VALUES(36,'home','https://lib.example.jp/news/037.html','企画展示「俳句の会の本」37','https://lib.example.jp/','','drafted','2026-11-22T00:00:00.000000+00:00','2026-11-19','',0);
INSERT INTO "items" VALUES(37,'event','https://lib.example.jp/news/036.html','中央図書館の書架の整理(36)','https://lib.example.jp/event.rdf','','drafted','2026-11-22T00:00:00.000000+00:00','2026-11-18','',0);
INSERT INTO "items" VALUES(38,'home','https://lib.example.jp/news/038.html','親子で手遊び(38)','https://lib.example.jp/','','drafted','2026-11-24T00:00:00.000000+00:00','2026-11-19','',0);
INSERT INTO "items" VALUES(39,'home','https://lib.example.jp/news/039.html','図書館だより39号を発行しました','https://lib.example.jp/','','drafted','2026-11-24T00:00:00.000000+00:00','2026-11-20','',0);
INSERT INTO "items" VALUES(40,'home','https://lib.example.jp/news/040.html','おりがみの会のお知らせ(第40回)','https://lib.example.jp/','','drafted','2026-11-24T00:00:00.000000+00:00','2026-11-20','',0);
INSERT INTO "items" VALUES(41,'home','https://lib.example.jp/news/041.html','西分館の臨時休館について(41)','https://lib.example.jp/','','drafted','2026-11-24T00:00:00.000000+00:00','2026-11-21','',0);
INSERT INTO "items" VALUES(42,'event','https://lib.example.jp/news/042.html','企画展示「朗読のつどいの本」42','https://lib.example.jp/event.rdf','','drafted','2026-11-24T00:00:00.000000+00:00','2026-11-21','',0);
INSERT INTO "items" VALUES(43,'home','https://lib.example.jp/news/043.html','名作映画会(43)','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-22','',0);
INSERT INTO "items" VALUES(44,'home','https://lib.example.jp/news/044.html','図書館だより44号を発行しました','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-22','',0);
INSERT INTO "items" VALUES(45,'home','https://lib.example.jp/news/045.html','科学あそびのお知らせ(第45回)','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-23','',0);
INSERT INTO "items" VALUES(46,'home','https://lib.example.jp/news/046.html','東分館の書架の整理(46)','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-23','',0);
INSERT INTO "items" VALUES(47,'home','https://lib.example.jp/news/047.html','企画展示「俳句の会の本」47','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-24','',0);
INSERT INTO "items" VALUES(48,'home','https://lib.example.jp/news/049.html','図書館だより49号を発行しました','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-25','',0);
INSERT INTO "items" VALUES(49,'home','https://lib.example.jp/news/050.html','おりがみの会のお知らせ(第50回)','https://lib.example.jp/','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-25','',0);
INSERT INTO "items" VALUES(50,'event','https://lib.example.jp/news/048.html','親子で手遊び(48)','https://lib.example.jp/event.rdf','','drafted','2026-11-25T08:00:00.000000+00:00','2026-11-24','',0);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
    draft INTEGER, before TEXT, after TEXT, version INTEGER, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
INSERT INTO "journal" VALUES(1,'2026-11-20T23:30:00.000000+00:00','setup','person',NULL,NULL,NULL,NULL,'{"person": "館長"}','0000000000000000000000000000000000000000000000000000000000000000','038c2bbc0c96815f2d8e1a57537aa3744143746582c258d91c3017136015cef8');
INSERT INTO "journal" VALUES(2,'2026-11-20T23:30:00.000000+00:00','館長','person',NULL,NULL,NULL,NULL,'{"person": "職員"}','038c2bbc0c96815f2d8e1a57537aa3744143746582c258d91c3017136015cef8','0cb3bfd097dc452ad8e9a8fb16dfdf18114845d1bfe64c449c47d79e29aadac2');
INSERT INTO "journal" VALUES(3,'2026-11-20T23:30:00.000000+00:00','sync','baseline',NULL,NULL,NULL,NULL,'{"how": "新着情報(dl/dt/dd 27件)", "items": 27, "source": "home"}','0cb3bfd097dc452ad8e9a8fb16dfdf18114845d1bfe64c449c47d79e29aadac2','18baea93e380b85899c6dd88e4c388ef6aaf824de759a25904f075bef37c217d');
INSERT INTO "journal" VALUES(4,'2026-11-20T23:30:00.000000+00:00','sync','baseline',NULL,NULL,NULL,NULL,'{"how": "RSS 1.0 5件", "items": 5, "source": "event"}','18baea93e380b85899c6dd88e4c388ef6aaf824de759a25904f075bef37c217d','7d0b2b873277ab4ce566fc103c29981136459ee395e286ae6fe89d0ee80109a3');
INSERT INTO "journal" VALUES(5,'2026-11-22T00:00:00.000000+00:00','sync','new',NULL,NULL,NULL,NULL,'{"how": "新着情報(dl/dt/dd 31件)", "items": 4, "source": "home"}','7d0b2b873277ab4ce566fc103c29981136459ee395e286ae6fe89d0ee80109a3','2a785669341c19bc59e7e12e39a3845973840b92d18c6ecd8476b3756b81dd82');
INSERT INTO "journal" VALUES(6,'2026-11-22T00:00:00.000000+00:00','sync','new',NULL,NULL,NULL,NULL,'{"how": "RSS 1.0 6件", "items": 1, "source": "event"}','2a785669341c19bc59e7e12e39a3845973840b92d18c6ecd8476b3756b81dd82','4ed0fd04835ea37a0258528641e223ce090884473374915bb9ec07ed9a4be852');
INSERT INTO "journal" VALUES(7,'2026-11-22T00:00:00.000000+00:00','sync','open',1,NULL,'waiting',1,'{"digest": "4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a", "kind": "ア", "source": "home"}','4ed0fd04835ea37a0258528641e223ce090884473374915bb9ec07ed9a4be852','3133232929217d18f57863e8be395215a6aa94903dbd63f9e4d7faeeabec0bf3');
INSERT INTO "journal" VALUES(8,'2026-11-22T00:00:00.000000+00:00','sync','open',2,NULL,'waiting',1,'{"digest": "6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a", "kind": "ア", "source": "home"}','3133232929217d18f57863e8be395215a6aa94903dbd63f9e4d7faeeabec0bf3','3c3a8c2b632af7833272d18032e968fbef1643f616f1beb52e3c22395205c37a');
INSERT INTO "journal" VALUES(9,'2026-11-22T00:00:00.000000+00:00','sync','open',3,NULL,'waiting',1,'{"digest": "e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1", "kind": "ア", "source": "home"}','3c3a8c2b632af7833272d18032e968fbef1643f616f1beb52e3c22395205c37a','5568957b4cd2c171cabd45faabcaa810196a26084c3902de7408ecf6941ce455');
INSERT INTO "journal" VALUES(10,'2026-11-22T00:00:00.000000+00:00','sync','open',4,NULL,'waiting',1,'{"digest": "28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520", "kind": "ア", "source": "home"}','5568957b4cd2c171cabd45faabcaa810196a26084c3902de7408ecf6941ce455','be8d31df197188bd9f5a840c4627a689dd20b02ce7fff09392ab42602db47672');
INSERT INTO "journal" VALUES(11,'2026-11-22T00:00:00.000000+00:00','sync','open',5,NULL,'waiting',1,'{"digest": "e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9", "kind": "ア", "source": "event"}','be8d31df197188bd9f5a840c4627a689dd20b02ce7fff09392ab42602db47672','e9f7d4f500254a17b9f3b310934a583db8fa43250eef929e347d23d34c08176f');
INSERT INTO "journal" VALUES(12,'2026-11-22T00:10:00.000000+00:00','館長','decide',1,'waiting','decided',1,'{"acknowledged": [], "digest": "4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a", "policy": "2021-04-01"}','e9f7d4f500254a17b9f3b310934a583db8fa43250eef929e347d23d34c08176f','9cf573d8a788783c9f8ec8ec950b9da9f645ceff01887d3f7b9a0f8de686948c');
INSERT INTO "journal" VALUES(13,'2026-11-22T00:10:00.000000+00:00','館長','decide',2,'waiting','decided',1,'{"acknowledged": [], "digest": "6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a", "policy": "2021-04-01"}','9cf573d8a788783c9f8ec8ec950b9da9f645ceff01887d3f7b9a0f8de686948c','6e5b9f9cf1a6c3025b90e6e73f20524b08c7a5210aca1f75987c1b18173a03f0');
INSERT INTO "journal" VALUES(14,'2026-11-22T00:10:00.000000+00:00','館長','decide',3,'waiting','decided',1,'{"acknowledged": [], "digest": "e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1", "policy": "2021-04-01"}','6e5b9f9cf1a6c3025b90e6e73f20524b08c7a5210aca1f75987c1b18173a03f0','07f35b1783367f21c029f48e1c5ec7e4a9ad75118886c3ea1dd85f905226d46b');
INSERT INTO "journal" VALUES(15,'2026-11-22T00:10:00.000000+00:00','館長','decide',4,'waiting','decided',1,'{"acknowledged": [], "digest": "28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520", "policy": "2021-04-01"}','07f35b1783367f21c029f48e1c5ec7e4a9ad75118886c3ea1dd85f905226d46b','2dca396f8f2f15beeb2bf94f7d2349d16f7e668998ad682f04c8be0113b62fe1');
INSERT INTO "journal" VALUES(16,'2026-11-22T00:10:00.000000+00:00','館長','decide',5,'waiting','decided',1,'{"acknowledged": [], "digest": "e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9", "policy": "2021-04-01"}','2dca396f8f2f15beeb2bf94f7d2349d16f7e668998ad682f04c8be0113b62fe1','cd33fc44661398dd54d95ec608464f173cc2d212fb1d4f7fe8060ae373c9a71e');
INSERT INTO "journal" VALUES(17,'2026-11-22T00:30:00.000000+00:00','publish','send',1,'decided','sending',1,'{"digest": "4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a", "marker": "", "through": "sandbox"}','cd33fc44661398dd54d95ec608464f173cc2d212fb1d4f7fe8060ae373c9a71e','59cb48add1fa9173342f857f0375b310271e118834ed9a2a80d48c97b8989d25');
INSERT INTO "journal" VALUES(18,'2026-11-22T00:30:00.000000+00:00','publish','post',1,'sending','posted',1,'{"post_id": "1", "url": "sandbox:1"}','59cb48add1fa9173342f857f0375b310271e118834ed9a2a80d48c97b8989d25','286ada5f627315befbf1241da5fba80c6953d79d6b36721f8b0fda6299f3c141');
INSERT INTO "journal" VALUES(19,'2026-11-22T00:50:00.000000+00:00','publish','send',2,'decided','sending',1,'{"digest": "6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a", "marker": "1", "through": "sandbox"}','286ada5f627315befbf1241da5fba80c6953d79d6b36721f8b0fda6299f3c141','4fe2036e9b9a363913677e926dd447a54b4bbb47868b0ff9451fd551c7c34a62');
INSERT INTO "journal" VALUES(20,'2026-11-22T00:50:00.000000+00:00','publish','post',2,'sending','posted',1,'{"post_id": "2", "url": "sandbox:2"}','4fe2036e9b9a363913677e926dd447a54b4bbb47868b0ff9451fd551c7c34a62','1aa399b9d1a96c0c4e50a161eb5868f82815d4b49ebc7c28819e0f7b2572ff35');
INSERT INTO "journal" VALUES(21,'2026-11-22T01:10:00.000000+00:00','publish','send',3,'decided','sending',1,'{"digest": "e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1", "marker": "2", "through": "sandbox"}','1aa399b9d1a96c0c4e50a161eb5868f82815d4b49ebc7c28819e0f7b2572ff35','0465f12058906dff868ce4e85c2633543fbbe02a227ed42eaa5ace1da3f7472d');
INSERT INTO "journal" VALUES(22,'2026-11-22T01:10:00.000000+00:00','publish','post',3,'sending','posted',1,'{"post_id": "3", "url": "sandbox:3"}','0465f12058906dff868ce4e85c2633543fbbe02a227ed42eaa5ace1da3f7472d','8fbc6773c1246f267b813310381c4dfcddb7fb67a02aa7ab04e26f1895cb4659');
INSERT INTO "journal" VALUES(23,'2026-11-22T01:30:00.000000+00:00','publish','send',4,'decided','sending',1,'{"digest": "28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520", "marker": "3", "through": "sandbox"}','8fbc6773c1246f267b813310381c4dfcddb7fb67a02aa7ab04e26f1895cb4659','bbde64528844316c465bb0f75fabdd983477943f8f575fe54314d9efcd977bd4');
INSERT INTO "journal" VALUES(24,'2026-11-22T01:30:00.000000+00:00','publish','post',4,'sending','posted',1,'{"post_id": "4", "url": "sandbox:4"}','bbde64528844316c465bb0f75fabdd983477943f8f575fe54314d9efcd977bd4','fae5a586cdcd71414371df8aa1f094c3835e4ebab9ea42485d2d847f2c7226d5');
INSERT INTO "journal" VALUES(25,'2026-11-22T01:50:00.000000+00:00','publish','send',5,'decided','sending',1,'{"digest": "e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9", "marker": "4", "through": "sandbox"}','fae5a586cdcd71414371df8aa1f094c3835e4ebab9ea42485d2d847f2c7226d5','fc10b2c9bffb51e3ca6fdd54fed7955edc8e77cc2d4d6ee8e497e4f01a12f633');
INSERT INTO "journal" VALUES(26,'2026-11-22T01:50:00.000000+00:00','publish','post',5,'sending','posted',1,'{"post_id": "5", "url": "sandbox:5"}','fc10b2c9bffb51e3ca6fdd54fed7955edc8e77cc2d4d6ee8e497e4f01a12f633','8331a950075ed185831e6eb85f931c92efe5af1ac15b4e30765589bc4a500f56');
INSERT INTO "journal" VALUES(27,'2026-11-24T00:00:00.000000+00:00','sync','new',NULL,NULL,NULL,NULL,'{"how": "新着情報(dl/dt/dd 35件)", "items": 4, "source": "home"}','8331a950075ed185831e6eb85f931c92efe5af1ac15b4e30765589bc4a500f56','a2407d6e3eff1bdbfa6a040f1330e9c30c875e5e5bb8e05d9c2e3bd802f91edc');
INSERT INTO "journal" VALUES(28,'2026-11-24T00:00:00.000000+00:00','sync','new',NULL,NULL,NULL,NULL,'{"how": "RSS 1.0 7件", "items": 1, "source": "event"}','a2407d6e3eff1bdbfa6a040f1330e9c30c875e5e5bb8e05d9c2e3bd802f91edc','2c56c5907786128f9456cd9e34c4738e330cb8131161b039d6d2d0dcb19c5a7b');
INSERT INTO "journal" VALUES(29,'2026-11-24T00:00:00.000000+00:00','sync','open',6,NULL,'waiting',1,'{"digest": "09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30", "kind": "ア", "source": "home"}','2c56c5907786128f9456cd9e34c4738e330cb8131161b039d6d2d0dcb19c5a7b','2482c9a5eaea1863da0a00d084b383177514e40b2efbde9a65302cf23513936a');
INSERT INTO "journal" VALUES(30,'2026-11-24T00:00:00.000000+00:00','sync','open',7,NULL,'waiting',1,'{"digest": "95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536", "kind": "ア", "source": "home"}','2482c9a5eaea1863da0a00d084b383177514e40b2efbde9a65302cf23513936a','28624b7e85e65494bebfb62d85adb887a8727bb19f80e16280dcd452ec049983');
INSERT INTO "journal" VALUES(31,'2026-11-24T00:00:00.000000+00:00','sync','open',8,NULL,'waiting',1,'{"digest": "76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a", "kind": "ア", "source": "home"}','28624b7e85e65494bebfb62d85adb887a8727bb19f80e16280dcd452ec049983','dc4ba048ecfdecf8dc02cc9a105ef70d84da356dd4efb3140e315b4c3e39623a');
INSERT INTO "journal" VALUES(32,'2026-11-24T00:00:00.000000+00:00','sync','open',9,NULL,'waiting',1,'{"digest": "dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0", "kind": "ア", "source": "home"}','dc4ba048ecfdecf8dc02cc9a105ef70d84da356dd4efb3140e315b4c3e39623a','90a45781f9de4f96a50135d27e27dc9627c1cc2b043473792da221b826bfeec8');
INSERT INTO "journal" VALUES(33,'2026-11-24T00:00:00.000000+00:00','sync','open',10,NULL,'waiting',1,'{"digest": "ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c", "kind": "ア", "source": "event"}','90a45781f9de4f96a50135d27e27dc9627c1cc2b043473792da221b826bfeec8','7d1961b07327fa804f268dd27ee4a6d5bbd62d584a98615130198589faa7781f');
INSERT INTO "journal" VALUES(34,'2026-11-24T00:10:00.000000+00:00','館長','decide',6,'waiting','decided',1,'{"acknowledged": [], "digest": "09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30", "policy": "2021-04-01"}','7d1961b07327fa804f268dd27ee4a6d5bbd62d584a98615130198589faa7781f','1a0f3642ad1c9be2f6da68d9f77c9a898cf960e87485cfe02a38aa5a19746fa9');
INSERT INTO "journal" VALUES(35,'2026-11-24T00:10:00.000000+00:00','館長','decide',7,'waiting','decided',1,'{"acknowledged": [], "digest": "95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536", "policy": "2021-04-01"}','1a0f3642ad1c9be2f6da68d9f77c9a898cf960e87485cfe02a38aa5a19746fa9','ca09f8bde33a7da5074033fa536b21621f546a59554ae3b1ec3ef2ada204bf53');
INSERT INTO "journal" VALUES(36,'2026-11-24T00:10:00.000000+00:00','館長','decide',8,'waiting','decided',1,'{"acknowledged": [], "digest": "76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a", "policy": "2021-04-01"}','ca09f8bde33a7da5074033fa536b21621f546a59554ae3b1ec3ef2ada204bf53','d5dc24cf7512ba446e2faa2cc32610dde5bc200535b8d8c5e895bb99b0345e2c');
INSERT INTO "journal" VALUES(37,'2026-11-24T00:10:00.000000+00:00','館長','decide',9,'waiting','decided',1,'{"acknowledged": [], "digest": "dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0", "policy": "2021-04-01"}','d5dc24cf7512ba446e2faa2cc32610dde5bc200535b8d8c5e895bb99b0345e2c','795758e87ff461a1c9978ca8bd26131ec5ef4d8db5b121b4032ab5d755d556e7');
INSERT INTO "journal" VALUES(38,'2026-11-24T00:10:00.000000+00:00','館長','decide',10,'waiting','decided',1,'{"acknowledged": [], "digest": "ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c", "policy": "2021-04-01"}','795758e87ff461a1c9978ca8bd26131ec5ef4d8db5b121b4032ab5d755d556e7','3921cfa8210d9714252795cec0b0d1e3f7639aeb8825aaec2de753229a04bb8e');
INSERT INTO "journal" VALUES(39,'2026-11-24T00:30:00.000000+00:00','publish','send',9,'decided','sending',1,'{"digest": "dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0", "marker": "5", "through": "sandbox"}','3921cfa8210d9714252795cec0b0d1e3f7639aeb8825aaec2de753229a04bb8e','dd2fa30c6da83cddd8bec9163098cb497d5540f86b9fb3ea7a21982667494fd7');
INSERT INTO "journal" VALUES(40,'2026-11-24T00:30:00.000000+00:00','publish','post',9,'sending','posted',1,'{"post_id": "6", "url": "sandbox:6"}','dd2fa30c6da83cddd8bec9163098cb497d5540f86b9fb3ea7a21982667494fd7','934fee3cd7ee958591b9ff42e907e2e5e73f6bd36f1066a348733d3ff7669cd7');
INSERT INTO "journal" VALUES(41,'2026-11-24T00:50:00.000000+00:00','publish','send',6,'decided','sending',1,'{"digest": "09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30", "marker": "6", "through": "sandbox"}','934fee3cd7ee958591b9ff42e907e2e5e73f6bd36f1066a348733d3ff7669cd7','d3aedb767a00b9b54f8672e857fc18b0d85570bb14a0a3c3990d9578da3294d9');
INSERT INTO "journal" VALUES(42,'2026-11-24T00:50:00.000000+00:00','publish','post',6,'sending','posted',1,'{"post_id": "7", "url": "sandbox:7"}','d3aedb767a00b9b54f8672e857fc18b0d85570bb14a0a3c3990d9578da3294d9','386b6f237ba308cadab70dc43f67e4f13a6f6ca5d7e3489b91455c6d38bce0f9');
INSERT INTO "journal" VALUES(43,'2026-11-24T01:10:00.000000+00:00','publish','send',7,'decided','sending',1,'{"digest": "95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536", "marker": "7", "through": "sandbox"}','386b6f237ba308cadab70dc43f67e4f13a6f6ca5d7e3489b91455c6d38bce0f9','d162ae9aebe7d70cd41bbc59b57ae21b46f033ce9502b4af568e42b88870d1c9');
INSERT INTO "journal" VALUES(44,'2026-11-24T01:10:00.000000+00:00','publish','post',7,'sending','posted',1,'{"post_id": "8", "url": "sandbox:8"}','d162ae9aebe7d70cd41bbc59b57ae21b46f033ce9502b4af568e42b88870d1c9','680a40c6862618fc4afedadeb3a0b2213596daaf4d00dda7b6e30ca0317b0e07');
INSERT INTO "journal" VALUES(45,'2026-11-24T01:30:00.000000+00:00','publish','send',8,'decided','sending',1,'{"digest": "76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a", "marker": "8", "through": "sandbox"}','680a40c6862618fc4afedadeb3a0b2213596daaf4d00dda7b6e30ca0317b0e07','336e079542705e0621eb8bfa1aa0bdb22db4ee557531680f32379a53a32ff429');
INSERT INTO "journal" VALUES(46,'2026-11-24T01:30:00.000000+00:00','publish','post',8,'sending','posted',1,'{"post_id": "9", "url": "sandbox:9"}','336e079542705e0621eb8bfa1aa0bdb22db4ee557531680f32379a53a32ff429','859f5e671266b852687d544a25e32ddc0d9b55d53101faf256f1db6fa43c830b');
INSERT INTO "journal" VALUES(47,'2026-11-24T01:50:00.000000+00:00','publish','send',10,'decided','sending',1,'{"digest": "ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c", "marker": "9", "through": "sandbox"}','859f5e671266b852687d544a25e32ddc0d9b55d53101faf256f1db6fa43c830b','9b84835eb0c853eee905dc457f13b4feda9f7183432e6d242ca636ffea7ffe6f');
INSERT INTO "journal" VALUES(48,'2026-11-24T01:50:00.000000+00:00','publish','post',10,'sending','posted',1,'{"post_id": "10", "url": "sandbox:10"}','9b84835eb0c853eee905dc457f13b4feda9f7183432e6d242ca636ffea7ffe6f','5981fe6b0b52870728d95187d00e3a6e3bcc8cc621efc3c7a8656092f8e27353');
INSERT INTO "journal" VALUES(49,'2026-11-24T02:50:00.000000+00:00','職員','check',1,'posted','posted',1,'{"role": "poster"}','5981fe6b0b52870728d95187d00e3a6e3bcc8cc621efc3c7a8656092f8e27353','eb9572e7a5a9ab53d1f55a9b9f2963a50e9a69ab451ac691c15868458ebde94d');
INSERT INTO "journal" VALUES(50,'2026-11-24T02:51:00.000000+00:00','館長','check',1,'posted','checked',1,'{"role": "director"}','eb9572e7a5a9ab53d1f55a9b9f2963a50e9a69ab451ac691c15868458ebde94d','6c3b0ba239d8bbbf31e8e58e017d624ccecfd6fd60d532ae430f7a41cdaba146');
INSERT INTO "journal" VALUES(51,'2026-11-24T02:51:00.000000+00:00','職員','check',2,'posted','posted',1,'{"role": "poster"}','6c3b0ba239d8bbbf31e8e58e017d624ccecfd6fd60d532ae430f7a41cdaba146','aeacc23db1836df5583aa783045ebb48a40cd2f688aa3b08c26c461d66d2b882');
INSERT INTO "journal" VALUES(52,'2026-11-24T02:52:00.000000+00:00','館長','check',2,'posted','checked',1,'{"role": "director"}','aeacc23db1836df5583aa783045ebb48a40cd2f688aa3b08c26c461d66d2b882','f5bfd0ed8e441b27c215be91f765fe866381940d91d567c4755e40e4e4341854');
INSERT INTO "journal" VALUES(53,'2026-11-24T02:52:00.000000+00:00','職員','check',3,'posted','posted',1,'{"role": "poster"}','f5bfd0ed8e441b27c215be91f765fe866381940d91d567c4755e40e4e4341854','330bc3788c2118f4bd44ab3b01602bb869fceedefaeedb2c0be40742ee0f3bf7');
INSERT INTO "journal" VALUES(54,'2026-11-24T02:53:00.000000+00:00','館長','check',3,'posted','checked',1,'{"role": "director"}','330bc3788c2118f4bd44ab3b01602bb869fceedefaeedb2c0be40742ee0f3bf7','7d8035f799911574a777bfc32aa579654d95d2402acb6406e62c050eb20c594a');
INSERT INTO "journal" VALUES(55,'2026-11-25T08:00:00.000000+00:00','sync','new',NULL,NULL,NULL,NULL,'{"how": "新着情報(dl/dt/dd 42件)", "items": 7, "source": "home"}','7d8035f799911574a777bfc32aa579654d95d2402acb6406e62c050eb20c594a','e570d085f2aef476b8d4a87394640d485c3c500d4a576a5eafa304c314a4b201');
INSERT INTO "journal" VALUES(56,'2026-11-25T08:00:00.000000+00:00','sync','new',NULL,NULL,NULL,NULL,'{"how": "RSS 1.0 8件", "items": 1, "source": "event"}','e570d085f2aef476b8d4a87394640d485c3c500d4a576a5eafa304c314a4b201','a585fa40c6c2659bf14fdf2b45d00d1a7114b4416fe4b11871c0bf0259176432');
INSERT INTO "journal" VALUES(57,'2026-11-25T08:00:00.000000+00:00','sync','open',11,NULL,'waiting',1,'{"digest": "3476e46aedc83c69cf6c8908db11ef1c590485ba171e57bf9826d428c65a933a", "kind": "ア", "source": "home"}','a585fa40c6c2659bf14fdf2b45d00d1a7114b4416fe4b11871c0bf0259176432','93430f26f57a322454bea91a092b4113c927cb5f8bc45680dd69cc81f99cb747');
INSERT INTO "journal" VALUES(58,'2026-11-25T08:00:00.000000+00:00','sync','open',12,NULL,'waiting',1,'{"digest": "7f83fd67143555f53061b229006ba14cd65b17904489f5a5b676d365624ca8f4", "kind": "ア", "source": "home"}','93430f26f57a322454bea91a092b4113c927cb5f8bc45680dd69cc81f99cb747','a3c287b51a5ecae2677ade0b63b108224facc7a1bd916d2cefcb6d29e6691c24');
INSERT INTO "journal" VALUES(59,'2026-11-25T08:00:00.000000+00:00','sync','open',13,NULL,'waiting',1,'{"digest": "9c8f6076d9056aa134d56588e2d70805edaf7961f0c2ac14152f0b492a1cdbbc", "kind": "ア", "source": "home"}','a3c287b51a5ecae2677ade0b63b108224facc7a1bd916d2cefcb6d29e6691c24','543e4b81dd80370cbe2b4eb533f11865504b5f7915f9a4cba0e2881f5e1be933');
INSERT INTO "journal" VALUES(60,'2026-11-25T08:00:00.000000+00:00','sync','open',14,NULL,'waiting',1,'{"digest": "22133c2fb0682d1b45c2ca7295028680aa70cf9e3492646c01f8e4b4b10cb97c", "kind": "ア", "source": "home"}','543e4b81dd80370cbe2b4eb533f11865504b5f7915f9a4cba0e2881f5e1be933','1bd22f680b41b54206895ea25b72b3585b949d99477287b0335aa5f72598d227');
INSERT INTO "journal" VALUES(61,'2026-11-25T08:00:00.000000+00:00','sync','open',15,NULL,'waiting',1,'{"digest": "6c633c95ce00f9e18b970e9b93e5e85db3bf2dd1167ba802fa92433fbd4f92b4", "kind": "ア", "source": "home"}','1bd22f680b41b54206895ea25b72b3585b949d99477287b0335aa5f72598d227','c4cda1a01c6bddc7ab489bcf6ff676dd302ac384d43c87973ae4d68fa77ec076');
INSERT INTO "journal" VALUES(62,'2026-11-25T08:00:00.000000+00:00','sync','open',16,NULL,'waiting',1,'{"digest": "7b19abd3d91c3e357d5c0f4f4adeadc9ff50e922825dcdb033cda711281d6d79", "kind": "ア", "source": "home"}','c4cda1a01c6bddc7ab489bcf6ff676dd302ac384d43c87973ae4d68fa77ec076','0d5e8f7a577f13b1336e293ad3ba9d941b58c0e7273a0c3c2b423c0923942731');
INSERT INTO "journal" VALUES(63,'2026-11-25T08:00:00.000000+00:00','sync','open',17,NULL,'waiting',1,'{"digest": "160c66e13c4aaf52fda3b98717af861ce26b123cfcdf077126d1e952aa59ee18", "kind": "ア", "source": "home"}','0d5e8f7a577f13b1336e293ad3ba9d941b58c0e7273a0c3c2b423c0923942731','1a8f7890d1c0f1044c733f68bc28291b45b247debb14bddefddb08647c00d81d');
INSERT INTO "journal" VALUES(64,'2026-11-25T08:00:00.000000+00:00','sync','open',18,NULL,'waiting',1,'{"digest": "8842d6b7b30e9cf45230742d2220ec3980d7e4263e63f508f406ce4003083fec", "kind": "ア", "source": "event"}','1a8f7890d1c0f1044c733f68bc28291b45b247debb14bddefddb08647c00d81d','00eac12c94f69a9de6b27810bf2be7ed9bb70d935dcb134e6f15105f4daccb15');
INSERT INTO "journal" VALUES(65,'2026-11-25T09:55:00.000000+00:00','館長','decide',11,'waiting','decided',1,'{"acknowledged": [], "digest": "3476e46aedc83c69cf6c8908db11ef1c590485ba171e57bf9826d428c65a933a", "policy": "2021-04-01"}','00eac12c94f69a9de6b27810bf2be7ed9bb70d935dcb134e6f15105f4daccb15','d804a43c01848b01ef4bb8513c50671c2b1ba8c53251d39dc4964b1fdf5c4150');
INSERT INTO "journal" VALUES(66,'2026-11-25T09:55:00.000000+00:00','館長','decide',12,'waiting','decided',1,'{"acknowledged": [], "digest": "7f83fd67143555f53061b229006ba14cd65b17904489f5a5b676d365624ca8f4", "policy": "2021-04-01"}','d804a43c01848b01ef4bb8513c50671c2b1ba8c53251d39dc4964b1fdf5c4150','897170b9178e48ab8a81c8bad7ca67f47e04facb5d6184b8d798f91ab5fae449');
INSERT INTO "journal" VALUES(67,'2026-11-25T09:55:00.000000+00:00','館長','decide',13,'waiting','decided',1,'{"acknowledged": [], "digest": "9c8f6076d9056aa134d56588e2d70805edaf7961f0c2ac14152f0b492a1cdbbc", "policy": "2021-04-01"}','897170b9178e48ab8a81c8bad7ca67f47e04facb5d6184b8d798f91ab5fae449','9d122af08a4eebeddced86bbabde7604ab45123b8e8d1162d0a685b9e3c59e52');
CREATE TABLE measures (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, acts TEXT NOT NULL, reason TEXT NOT NULL,
    count INTEGER NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, done_by TEXT NOT NULL, done_at TEXT
) STRICT;
CREATE TABLE notices (
    key TEXT NOT NULL, recipient TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (key, recipient)
) STRICT, WITHOUT ROWID;
CREATE TABLE pages (
    item INTEGER PRIMARY KEY REFERENCES items, read_at TEXT NOT NULL,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL, digest TEXT NOT NULL, page TEXT NOT NULL
) STRICT;
INSERT INTO "pages" VALUES(33,'2026-11-22T00:00:00.000000+00:00','5b024706395bbb55','','5b024706395bbb55f97fc88636816123aa844470e0d24b8a1bba605ed6c85bf2','{"url":"https://lib.example.jp/news/033.html","title":"名作映画会(33)","text":"とき\n令和8年1月3日(日)\n午前10時30分～11時30分\nところ\n西分館 おはなしコーナー\n費用\n無料","rows":[],"canonical":"https://lib.example.jp/news/033.html","published":"2026-11-17","image":null,"notes":[],"fingerprint":"c833fec7aff6bfe289590f46d6fdfe263b1beb1c60fecca2456e3e4e92b60367"}');
INSERT INTO "pages" VALUES(34,'2026-11-22T00:00:00.000000+00:00','66b3543faabf80f1','','66b3543faabf80f156b2f778c341821ffc3a1db6919e585ff83f3b36395a5577','{"url":"https://lib.example.jp/news/034.html","title":"図書館だより34号を発行しました","text":"新しく入った本\n分館からのお知らせ\n館内で配布しています。","rows":[],"canonical":"https://lib.example.jp/news/034.html","published":"2026-11-17","image":null,"notes":[],"fingerprint":"0e04a17094d860d4562e8dba68f2a6821e9bff0341e5dd03920c6f2c2093a7a0"}');
INSERT INTO "pages" VALUES(35,'2026-11-22T00:00:00.000000+00:00','0dbf66777c6e1132','','0dbf66777c6e1132e92d5d01f12ef3db876aff25aa82841c2259e3adcbc6a2ff','{"url":"https://lib.example.jp/news/035.html","title":"科学あそびのお知らせ(第35回)","text":"どなたでもお気軽にお越しください。\n日時：1月5日(火) 午後2時から3時まで\n会場：北分館 児童室\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます。","rows":[["日時","1月5日(火) 午後2時から3時まで"],["会場","北分館 児童室"],["対象","小学生以上"],["定員","20人(先着順)"],["申込","電話か窓口で受け付けます。"]],"canonical":"https://lib.example.jp/news/035.html","published":"2026-11-18","image":null,"notes":[],"fingerprint":"9501bc04467aa805cc00a60f900f109be5ead7500a40a6ef593ec43106483c7e"}');
INSERT INTO "pages" VALUES(36,'2026-11-22T00:00:00.000000+00:00','2c9447cde00fb2be','','2c9447cde00fb2bea36419a358e972271ecf9d4835dc8f038e5e462444342300','{"url":"https://lib.example.jp/news/037.html","title":"企画展示「俳句の会の本」37","text":"1月7日(木)から1月21日(木)まで、展示をしています。\n展示している本は借りられます。","rows":[],"canonical":"https://lib.example.jp/news/037.html","published":"2026-11-19","image":{"url":"https://lib.example.jp/img/37.jpg","alt":"展示の棚","rights":""},"notes":[],"fingerprint":"b3e58c83412041c55d104e005f11ae0e019583f73e9bf1452161ab46626393da"}');
INSERT INTO "pages" VALUES(37,'2026-11-22T00:00:00.000000+00:00','f8b54e4ac78db509','','f8b54e4ac78db509f896e71c3fe9ed47d2f20a87440d79ff6beea1640f40355e','{"url":"https://lib.example.jp/news/036.html","title":"中央図書館の書架の整理(36)","text":"設備の点検のため、1月6日(水)は終日お休みします。\n返却はブックポストをご利用ください。","rows":[],"canonical":"https://lib.example.jp/news/036.html","published":"2026-11-18","image":null,"notes":[],"fingerprint":"1f75f16b74e885bbf35fe6cf963fe039755f9195a5ce093c7cb6af54260d4101"}');
INSERT INTO "pages" VALUES(38,'2026-11-24T00:00:00.000000+00:00','70cfe5b83ae22b19','','70cfe5b83ae22b19247faec51c099e2969c6c62fa3bd77672d6fbf76612c6f7b','{"url":"https://lib.example.jp/news/038.html","title":"親子で手遊び(38)","text":"とき\n令和8年1月8日(金)\n午前10時30分～11時30分\nところ\n東分館 会議室\n費用\n無料","rows":[],"canonical":"https://lib.example.jp/news/038.html","published":"2026-11-19","image":null,"notes":[],"fingerprint":"5842b3e16683b86a9cac6aedbd3c8c2a78a9bce96534ecbcc691c3bc69538ff6"}');
INSERT INTO "pages" VALUES(39,'2026-11-24T00:00:00.000000+00:00','f91036a198b7ab88','','f91036a198b7ab88aaa6d31990b0bbbfb1fce3eb6db38d82653e909254534840','{"url":"https://lib.example.jp/news/039.html","title":"図書館だより39号を発行しました","text":"新しく入った本\n分館からのお知らせ\n館内で配布しています。","rows":[],"canonical":"https://lib.example.jp/news/039.html","published":"2026-11-20","image":null,"notes":[],"fingerprint":"205876580f7d1db050f557b48fd1f417fcd8cd63c0968b14ea5f90a6690552b5"}');
INSERT INTO "pages" VALUES(40,'2026-11-24T00:00:00.000000+00:00','65c7721bb6358dc4','','65c7721bb6358dc445854421ad089ed93220c83e8cc22a6fd1c11f35e38524de','{"url":"https://lib.example.jp/news/040.html","title":"おりがみの会のお知らせ(第40回)","text":"どなたでもお気軽にお越しください。\n日時：1月10日(日) 午後2時から3時まで\n会場：中央図書館 2階集会室\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます。","rows":[["日時","1月10日(日) 午後2時から3時まで"],["会場","中央図書館 2階集会室"],["対象","小学生以上"],["定員","20人(先着順)"],["申込","電話か窓口で受け付けます。"]],"canonical":"https://lib.example.jp/news/040.html","published":"2026-11-20","image":null,"notes":[],"fingerprint":"d57196c6bc3ba531782f77009ac208a53d311f4eda2f68492a36ea1facd5ff29"}');
INSERT INTO "pages" VALUES(41,'2026-11-24T00:00:00.000000+00:00','b4ead05877b6763f','','b4ead05877b6763f1aa261a159dd37e7d51fb5c98ce5aee0ced4d138fd7f4cf0','{"url":"https://lib.example.jp/news/041.html","title":"西分館の臨時休館について(41)","text":"設備の点検のため、1月11日(月)は終日お休みします。\n返却はブックポストをご利用ください。","rows":[],"canonical":"https://lib.example.jp/news/041.html","published":"2026-11-21","image":null,"notes":[],"fingerprint":"fd3af2ebc080d6406adceb00a05f7389288065a6144975174075dda337abaf90"}');
INSERT INTO "pages" VALUES(42,'2026-11-24T00:00:00.000000+00:00','bc3de12ed7c9f042','','bc3de12ed7c9f042575e1acbb40afa1541ed25653d6bf9ba5ccbff2bc0789ba5','{"url":"https://lib.example.jp/news/042.html","title":"企画展示「朗読のつどいの本」42","text":"1月12日(火)から1月26日(火)まで、展示をしています。\n展示している本は借りられます。","rows":[],"canonical":"https://lib.example.jp/news/042.html","published":"2026-11-21","image":{"url":"https://lib.example.jp/img/42.jpg","alt":"展示の棚","rights":""},"notes":[],"fingerprint":"5e34f9df81bfa9aa94affacc453ef1825435089334b1041720d75d8830df0df6"}');
INSERT INTO "pages" VALUES(43,'2026-11-25T08:00:00.000000+00:00','d91110e044900011','','d91110e0449000113bdd5fd6615a6d95acfa8ea181ae71aacedb16315ff1cd93','{"url":"https://lib.example.jp/news/043.html","title":"名作映画会(43)","text":"とき\n令和8年1月13日(水)\n午前10時30分～11時30分\nところ\n北分館 児童室\n費用\n無料","rows":[],"canonical":"https://lib.example.jp/news/043.html","published":"2026-11-22","image":null,"notes":[],"fingerprint":"452a1a95f54402455824884f559037fea399343ab390acbec4df693f5e22acd6"}');
INSERT INTO "pages" VALUES(44,'2026-11-25T08:00:00.000000+00:00','a6e7dc59da3c0d8c','','a6e7dc59da3c0d8c7d256a28cc409a71321bb73a0c57f8cffd0041f43a720257','{"url":"https://lib.example.jp/news/044.html","title":"図書館だより44号を発行しました","text":"新しく入った本\n分館からのお知らせ\n館内で配布しています。","rows":[],"canonical":"https://lib.example.jp/news/044.html","published":"2026-11-22","image":null,"notes":[],"fingerprint":"70a289d4ebea9b642c8a7c2039c5d6a327e72690cfa288259ab242e5e71bd36e"}');
INSERT INTO "pages" VALUES(45,'2026-11-25T08:00:00.000000+00:00','367b686912c22c08','','367b686912c22c08c20e47b337e5dab23193d3c7c18ac8c1478134446e51f8e8','{"url":"https://lib.example.jp/news/045.html","title":"科学あそびのお知らせ(第45回)","text":"どなたでもお気軽にお越しください。\n日時：1月15日(金) 午後2時から3時まで\n会場：西分館 おはなしコーナー\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます。","rows":[["日時","1月15日(金) 午後2時から3時まで"],["会場","西分館 おはなしコーナー"],["対象","小学生以上"],["定員","20人(先着順)"],["申込","電話か窓口で受け付けます。"]],"canonical":"https://lib.example.jp/news/045.html","published":"2026-11-23","image":null,"notes":[],"fingerprint":"e1708274d19b7b1a193844476c5d8d76380aeaf135691283b156e432842d215d"}');
INSERT INTO "pages" VALUES(46,'2026-11-25T08:00:00.000000+00:00','ffe8a1a2ee48b6bf','','ffe8a1a2ee48b6bf58e4a96f948e0a6ac4e9c3c97432e6cba5fc1c40a3aa3f93','{"url":"https://lib.example.jp/news/046.html","title":"東分館の書架の整理(46)","text":"設備の点検のため、1月16日(土)は終日お休みします。\n返却はブックポストをご利用ください。","rows":[],"canonical":"https://lib.example.jp/news/046.html","published":"2026-11-23","image":null,"notes":[],"fingerprint":"9f4db357486b086507c3760bbd3f0569cfc4b63d5dcedd590b0a1a91557e2778"}');
INSERT INTO "pages" VALUES(47,'2026-11-25T08:00:00.000000+00:00','1be5e521d5f69b9e','','1be5e521d5f69b9e9264e936fbc3b80c4ce17498c4d96260fb826c7d6467e772','{"url":"https://lib.example.jp/news/047.html","title":"企画展示「俳句の会の本」47","text":"1月17日(日)から1月31日(日)まで、展示をしています。\n展示している本は借りられます。","rows":[],"canonical":"https://lib.example.jp/news/047.html","published":"2026-11-24","image":{"url":"https://lib.example.jp/img/47.jpg","alt":"展示の棚","rights":""},"notes":[],"fingerprint":"46caf45858d05a14f5957d2cf6767d148e9420ef5ccc259b5615af4ebdf56413"}');
INSERT INTO "pages" VALUES(48,'2026-11-25T08:00:00.000000+00:00','ee1404d05d595150','','ee1404d05d595150c29c57a2c41d7e61f8d07671bc7327d5923511a631abe428','{"url":"https://lib.example.jp/news/049.html","title":"図書館だより49号を発行しました","text":"新しく入った本\n分館からのお知らせ\n館内で配布しています。","rows":[],"canonical":"https://lib.example.jp/news/049.html","published":"2026-11-25","image":null,"notes":[],"fingerprint":"fb5653072be0d6ee4cd4d190e75e32622998c1bb9fa022eca2596bf8a032a70a"}');
INSERT INTO "pages" VALUES(49,'2026-11-25T08:00:00.000000+00:00','bf821f270caa8fd1','','bf821f270caa8fd112177e4d263164520a4e9ca8185165509ec7338a00db96c5','{"url":"https://lib.example.jp/news/050.html","title":"おりがみの会のお知らせ(第50回)","text":"どなたでもお気軽にお越しください。\n日時：1月20日(水) 午後2時から3時まで\n会場：東分館 会議室\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます。","rows":[["日時","1月20日(水) 午後2時から3時まで"],["会場","東分館 会議室"],["対象","小学生以上"],["定員","20人(先着順)"],["申込","電話か窓口で受け付けます。"]],"canonical":"https://lib.example.jp/news/050.html","published":"2026-11-25","image":null,"notes":[],"fingerprint":"626b941c926df677585da7d8a2a8c9312be0f54872ddd9c278408421fcc50c67"}');
INSERT INTO "pages" VALUES(50,'2026-11-25T08:00:00.000000+00:00','f2c9dd558787b6ab','','f2c9dd558787b6abf25d819522318b93c16fe0b8d5f7ea63172aa014c1899f9d','{"url":"https://lib.example.jp/news/048.html","title":"親子で手遊び(48)","text":"とき\n令和8年1月18日(月)\n午前10時30分～11時30分\nところ\n中央図書館 2階集会室\n費用\n無料","rows":[],"canonical":"https://lib.example.jp/news/048.html","published":"2026-11-24","image":null,"notes":[],"fingerprint":"9928bdb570e50260d7a5c3e96bedfa9746ef9b342dc614d857b075b04e92460a"}');
CREATE TABLE persons (
    name TEXT PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ('director', 'poster', 'reader')),
    password TEXT NOT NULL,             -- argon2id; never exported
    until TEXT, active INTEGER NOT NULL, mail TEXT NOT NULL
) STRICT;
INSERT INTO "persons" VALUES('館長','director','',NULL,1,'');
INSERT INTO "persons" VALUES('職員','poster','',NULL,1,'');
CREATE TABLE posts (
    draft INTEGER PRIMARY KEY REFERENCES drafts, attempt INTEGER NOT NULL UNIQUE REFERENCES attempts,
    post_id TEXT NOT NULL UNIQUE, url TEXT NOT NULL, at TEXT NOT NULL, through TEXT NOT NULL, cost REAL NOT NULL
) STRICT;
INSERT INTO "posts" VALUES(1,1,'1','sandbox:1','2026-11-22T00:30:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(2,2,'2','sandbox:2','2026-11-22T00:50:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(3,3,'3','sandbox:3','2026-11-22T01:10:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(4,4,'4','sandbox:4','2026-11-22T01:30:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(5,5,'5','sandbox:5','2026-11-22T01:50:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(6,7,'7','sandbox:7','2026-11-24T00:50:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(7,8,'8','sandbox:8','2026-11-24T01:10:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(8,9,'9','sandbox:9','2026-11-24T01:30:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(9,6,'6','sandbox:6','2026-11-24T00:30:00.000000+00:00','sandbox',0.2);
INSERT INTO "posts" VALUES(10,10,'10','sandbox:10','2026-11-24T01:50:00.000000+00:00','sandbox',0.2);
CREATE TABLE showings (
    page TEXT PRIMARY KEY, verdict TEXT NOT NULL, since TEXT, looked_at TEXT, unread_since TEXT, why TEXT NOT NULL,
    kept_back INTEGER NOT NULL
) STRICT;
CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    etag TEXT NOT NULL, last_modified TEXT NOT NULL,
    digest TEXT NOT NULL,               -- sha256 of the last body: recognised when a server gives no 304
    count INTEGER NOT NULL,             -- entries of the last list: one that shrinks to nothing is an alarm
    succeeded_at TEXT,                  -- null: never seen, so the next sight is a baseline
    changed_at TEXT, failing_since TEXT, failures INTEGER NOT NULL, error TEXT NOT NULL, how TEXT NOT NULL
) STRICT;
INSERT INTO "sources" VALUES('home','563488f35a6d81cc','','563488f35a6d81ccf849e914a67c94c52c3dadacbf05b3b2d9c9ea7cef9e29e3',42,'2026-11-25T10:05:00.000000+00:00','2026-11-25T08:00:00.000000+00:00',NULL,0,'','新着情報(dl/dt/dd 42件)');
INSERT INTO "sources" VALUES('event','ad21ca3928d13147','','ad21ca3928d1314722e0051d98f0883f055f215f5da216aff7a1bc093dba9dbd',8,'2026-11-25T10:05:00.000000+00:00','2026-11-25T08:00:00.000000+00:00',NULL,0,'','RSS 1.0 8件');
CREATE TABLE stops (name TEXT PRIMARY KEY, why TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, until TEXT) STRICT;
CREATE TABLE timeline (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL) STRICT;
INSERT INTO "timeline" VALUES(1,'名作映画会(33)
会場：西分館 おはなしコーナー
費用：無料
https://lib.example.jp/news/033.html','2026-11-22T00:30:00.000000+00:00','1:4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a');
INSERT INTO "timeline" VALUES(2,'図書館だより34号を発行しました
館内で配布しています。
https://lib.example.jp/news/034.html','2026-11-22T00:50:00.000000+00:00','2:6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a');
INSERT INTO "timeline" VALUES(3,'科学あそびのお知らせ(第35回)
日時：1月5日(火)午後2時～3時
会場：北分館 児童室
対象：小学生以上
定員：20人(先着順)
申込：電話か窓口で受け付けます
https://lib.example.jp/news/035.html','2026-11-22T01:10:00.000000+00:00','3:e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1');
INSERT INTO "timeline" VALUES(4,'企画展示「俳句の会の本」37
1月7日(木)から1月21日(木)まで、展示をしています。展示している本は借りられます。
https://lib.example.jp/news/037.html','2026-11-22T01:30:00.000000+00:00','4:28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520');
INSERT INTO "timeline" VALUES(5,'中央図書館の書架の整理(36)
設備の点検のため、1月6日(水)は終日お休みします。
https://lib.example.jp/news/036.html','2026-11-22T01:50:00.000000+00:00','5:e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9');
INSERT INTO "timeline" VALUES(6,'西分館の臨時休館について(41)
設備の点検のため、1月11日(月)は終日お休みします。
https://lib.example.jp/news/041.html','2026-11-24T00:30:00.000000+00:00','9:dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0');
INSERT INTO "timeline" VALUES(7,'親子で手遊び(38)
会場：東分館 会議室
費用：無料
https://lib.example.jp/news/038.html','2026-11-24T00:50:00.000000+00:00','6:09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30');
INSERT INTO "timeline" VALUES(8,'図書館だより39号を発行しました
館内で配布しています。
https://lib.example.jp/news/039.html','2026-11-24T01:10:00.000000+00:00','7:95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536');
INSERT INTO "timeline" VALUES(9,'おりがみの会のお知らせ(第40回)
日時：1月10日(日)午後2時～3時
会場：中央図書館 2階集会室
対象：小学生以上
定員：20人(先着順)
申込：電話か窓口で受け付けます
https://lib.example.jp/news/040.html','2026-11-24T01:30:00.000000+00:00','8:76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a');
INSERT INTO "timeline" VALUES(10,'企画展示「朗読のつどいの本」42
1月12日(火)から1月26日(火)まで、展示をしています。展示している本は借りられます。
https://lib.example.jp/news/042.html','2026-11-24T01:50:00.000000+00:00','10:ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c');
CREATE TABLE versions (
    draft INTEGER NOT NULL REFERENCES drafts, version INTEGER NOT NULL,
    title TEXT NOT NULL, content TEXT NOT NULL, digest TEXT NOT NULL, weight INTEGER NOT NULL,
    findings TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL,
    urgent INTEGER NOT NULL, expires_on TEXT, page_digest TEXT NOT NULL,
    PRIMARY KEY (draft, version)
) STRICT, WITHOUT ROWID;
INSERT INTO "versions" VALUES(1,1,'名作映画会(33)','{"text":"名作映画会(33)\n会場：西分館 おはなしコーナー\n費用：無料\nhttps://lib.example.jp/news/033.html","url":"https://lib.example.jp/news/033.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','4535655dfba86ada1cb7abc5e139c86a0d73d97bab16a1fbbd01d6429e81cb8a',79,'[{"clause":"5(3)イ","found":"令和8年1月3日(日)","where":"ページ","why":"曜日が合いません。2026年1月3日は土曜日です。","stop":false}]','sync','2026-11-22T00:00:00.000000+00:00',0,NULL,'c833fec7aff6bfe289590f46d6fdfe263b1beb1c60fecca2456e3e4e92b60367');
INSERT INTO "versions" VALUES(2,1,'図書館だより34号を発行しました','{"text":"図書館だより34号を発行しました\n館内で配布しています。\nhttps://lib.example.jp/news/034.html","url":"https://lib.example.jp/news/034.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','6a3391118dd87d67b6e36635beb0295bb1cac5c71ab3f301e21929045fbeab7a',77,'[{"clause":"5(3)イ","found":"図書館だより34号を発行しました","where":"ページ","why":"日時・場所・対象などがページに見つかりません。要約を確かめてください。","stop":false}]','sync','2026-11-22T00:00:00.000000+00:00',0,NULL,'0e04a17094d860d4562e8dba68f2a6821e9bff0341e5dd03920c6f2c2093a7a0');
INSERT INTO "versions" VALUES(3,1,'科学あそびのお知らせ(第35回)','{"text":"科学あそびのお知らせ(第35回)\n日時：1月5日(火)午後2時～3時\n会場：北分館 児童室\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます\nhttps://lib.example.jp/news/035.html","url":"https://lib.example.jp/news/035.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','e33a8a7fccc0c4aadd33d19038ff25365b7e91b13b672d2c4128033d0f5ae5f1',168,'[]','sync','2026-11-22T00:00:00.000000+00:00',0,'2027-01-05','9501bc04467aa805cc00a60f900f109be5ead7500a40a6ef593ec43106483c7e');
INSERT INTO "versions" VALUES(4,1,'企画展示「俳句の会の本」37','{"text":"企画展示「俳句の会の本」37\n1月7日(木)から1月21日(木)まで、展示をしています。展示している本は借りられます。\nhttps://lib.example.jp/news/037.html","url":"https://lib.example.jp/news/037.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','28872c8f2ea68e95f9b2871e1f8ddfd3511790a2a35beb8f3fab95c9f8965520',130,'[]','sync','2026-11-22T00:00:00.000000+00:00',0,'2027-01-21','b3e58c83412041c55d104e005f11ae0e019583f73e9bf1452161ab46626393da');
INSERT INTO "versions" VALUES(5,1,'中央図書館の書架の整理(36)','{"text":"中央図書館の書架の整理(36)\n設備の点検のため、1月6日(水)は終日お休みします。\nhttps://lib.example.jp/news/036.html","url":"https://lib.example.jp/news/036.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','e10abf3a68439b36648ba6b4fab854c8618373d4e5a8cff4d1d097abe362a7e9',99,'[]','sync','2026-11-22T00:00:00.000000+00:00',0,'2027-01-06','1f75f16b74e885bbf35fe6cf963fe039755f9195a5ce093c7cb6af54260d4101');
INSERT INTO "versions" VALUES(6,1,'親子で手遊び(38)','{"text":"親子で手遊び(38)\n会場：東分館 会議室\n費用：無料\nhttps://lib.example.jp/news/038.html","url":"https://lib.example.jp/news/038.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','09aca1585cda3685cec29e110908c652f2045f3a8eae89f275e9169eefd37c30',71,'[{"clause":"5(3)イ","found":"令和8年1月8日(金)","where":"ページ","why":"曜日が合いません。2026年1月8日は木曜日です。","stop":false}]','sync','2026-11-24T00:00:00.000000+00:00',0,NULL,'5842b3e16683b86a9cac6aedbd3c8c2a78a9bce96534ecbcc691c3bc69538ff6');
INSERT INTO "versions" VALUES(7,1,'図書館だより39号を発行しました','{"text":"図書館だより39号を発行しました\n館内で配布しています。\nhttps://lib.example.jp/news/039.html","url":"https://lib.example.jp/news/039.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','95f2f40da24f911634fc1954cc46bc319e9af3fe74cbf5148d3023c0fd38e536',77,'[{"clause":"5(3)イ","found":"図書館だより39号を発行しました","where":"ページ","why":"日時・場所・対象などがページに見つかりません。要約を確かめてください。","stop":false}]','sync','2026-11-24T00:00:00.000000+00:00',0,NULL,'205876580f7d1db050f557b48fd1f417fcd8cd63c0968b14ea5f90a6690552b5');
INSERT INTO "versions" VALUES(8,1,'おりがみの会のお知らせ(第40回)','{"text":"おりがみの会のお知らせ(第40回)\n日時：1月10日(日)午後2時～3時\n会場：中央図書館 2階集会室\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます\nhttps://lib.example.jp/news/040.html","url":"https://lib.example.jp/news/040.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','76dc428d0ec5fed2044221af0b701f4ee4960c2371f81f01eac0aa94a0c3091a',178,'[]','sync','2026-11-24T00:00:00.000000+00:00',0,'2027-01-10','d57196c6bc3ba531782f77009ac208a53d311f4eda2f68492a36ea1facd5ff29');
INSERT INTO "versions" VALUES(9,1,'西分館の臨時休館について(41)','{"text":"西分館の臨時休館について(41)\n設備の点検のため、1月11日(月)は終日お休みします。\nhttps://lib.example.jp/news/041.html","url":"https://lib.example.jp/news/041.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','dfea7f3b8d3c3aff06d3899a2b8ff21b4a6a13c65444cf474ef6e16130e864e0',102,'[]','sync','2026-11-24T00:00:00.000000+00:00',1,'2027-01-11','fd3af2ebc080d6406adceb00a05f7389288065a6144975174075dda337abaf90');
INSERT INTO "versions" VALUES(10,1,'企画展示「朗読のつどいの本」42','{"text":"企画展示「朗読のつどいの本」42\n1月12日(火)から1月26日(火)まで、展示をしています。展示している本は借りられます。\nhttps://lib.example.jp/news/042.html","url":"https://lib.example.jp/news/042.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','ed979a6b53c603a027d0cac43518b8823adb84dd31eed756fb91704e802d8e2c',135,'[]','sync','2026-11-24T00:00:00.000000+00:00',0,'2027-01-26','5e34f9df81bfa9aa94affacc453ef1825435089334b1041720d75d8830df0df6');
INSERT INTO "versions" VALUES(11,1,'名作映画会(43)','{"text":"名作映画会(43)\n会場：北分館 児童室\n費用：無料\nhttps://lib.example.jp/news/043.html","url":"https://lib.example.jp/news/043.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','3476e46aedc83c69cf6c8908db11ef1c590485ba171e57bf9826d428c65a933a',69,'[{"clause":"5(3)イ","found":"令和8年1月13日(水)","where":"ページ","why":"曜日が合いません。2026年1月13日は火曜日です。","stop":false}]','sync','2026-11-25T08:00:00.000000+00:00',0,NULL,'452a1a95f54402455824884f559037fea399343ab390acbec4df693f5e22acd6');
INSERT INTO "versions" VALUES(12,1,'図書館だより44号を発行しました','{"text":"図書館だより44号を発行しました\n館内で配布しています。\nhttps://lib.example.jp/news/044.html","url":"https://lib.example.jp/news/044.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','7f83fd67143555f53061b229006ba14cd65b17904489f5a5b676d365624ca8f4',77,'[{"clause":"5(3)イ","found":"図書館だより44号を発行しました","where":"ページ","why":"日時・場所・対象などがページに見つかりません。要約を確かめてください。","stop":false}]','sync','2026-11-25T08:00:00.000000+00:00',0,NULL,'70a289d4ebea9b642c8a7c2039c5d6a327e72690cfa288259ab242e5e71bd36e');
INSERT INTO "versions" VALUES(13,1,'科学あそびのお知らせ(第45回)','{"text":"科学あそびのお知らせ(第45回)\n日時：1月15日(金)午後2時～3時\n会場：西分館 おはなしコーナー\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます\nhttps://lib.example.jp/news/045.html","url":"https://lib.example.jp/news/045.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','9c8f6076d9056aa134d56588e2d70805edaf7961f0c2ac14152f0b492a1cdbbc',179,'[]','sync','2026-11-25T08:00:00.000000+00:00',0,'2027-01-15','e1708274d19b7b1a193844476c5d8d76380aeaf135691283b156e432842d215d');
INSERT INTO "versions" VALUES(14,1,'東分館の書架の整理(46)','{"text":"東分館の書架の整理(46)\n設備の点検のため、1月16日(土)は終日お休みします。\nhttps://lib.example.jp/news/046.html","url":"https://lib.example.jp/news/046.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','22133c2fb0682d1b45c2ca7295028680aa70cf9e3492646c01f8e4b4b10cb97c',96,'[]','sync','2026-11-25T08:00:00.000000+00:00',0,'2027-01-16','9f4db357486b086507c3760bbd3f0569cfc4b63d5dcedd590b0a1a91557e2778');
INSERT INTO "versions" VALUES(15,1,'企画展示「俳句の会の本」47','{"text":"企画展示「俳句の会の本」47\n1月17日(日)から1月31日(日)まで、展示をしています。展示している本は借りられます。\nhttps://lib.example.jp/news/047.html","url":"https://lib.example.jp/news/047.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','6c633c95ce00f9e18b970e9b93e5e85db3bf2dd1167ba802fa92433fbd4f92b4',131,'[]','sync','2026-11-25T08:00:00.000000+00:00',0,'2027-01-31','46caf45858d05a14f5957d2cf6767d148e9420ef5ccc259b5615af4ebdf56413');
INSERT INTO "versions" VALUES(16,1,'図書館だより49号を発行しました','{"text":"図書館だより49号を発行しました\n館内で配布しています。\nhttps://lib.example.jp/news/049.html","url":"https://lib.example.jp/news/049.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','7b19abd3d91c3e357d5c0f4f4adeadc9ff50e922825dcdb033cda711281d6d79',77,'[{"clause":"5(3)イ","found":"図書館だより49号を発行しました","where":"ページ","why":"日時・場所・対象などがページに見つかりません。要約を確かめてください。","stop":false}]','sync','2026-11-25T08:00:00.000000+00:00',0,NULL,'fb5653072be0d6ee4cd4d190e75e32622998c1bb9fa022eca2596bf8a032a70a');
INSERT INTO "versions" VALUES(17,1,'おりがみの会のお知らせ(第50回)','{"text":"おりがみの会のお知らせ(第50回)\n日時：1月20日(水)午後2時～3時\n会場：東分館 会議室\n対象：小学生以上\n定員：20人(先着順)\n申込：電話か窓口で受け付けます\nhttps://lib.example.jp/news/050.html","url":"https://lib.example.jp/news/050.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','160c66e13c4aaf52fda3b98717af861ce26b123cfcdf077126d1e952aa59ee18',171,'[]','sync','2026-11-25T08:00:00.000000+00:00',0,'2027-01-20','626b941c926df677585da7d8a2a8c9312be0f54872ddd9c278408421fcc50c67');
INSERT INTO "versions" VALUES(18,1,'親子で手遊び(48)','{"text":"親子で手遊び(48)\n会場：中央図書館 2階集会室\n費用：無料\nhttps://lib.example.jp/news/048.html","url":"https://lib.example.jp/news/048.html","account":"mihon_lib","image":null,"reply_to":"","repost_of":"","replaces":""}','8842d6b7b30e9cf45230742d2220ec3980d7e4263e63f508f406ce4003083fec',78,'[{"clause":"5(3)イ","found":"令和8年1月18日(月)","where":"ページ","why":"曜日が合いません。2026年1月18日は日曜日です。","stop":false}]','sync','2026-11-25T08:00:00.000000+00:00',0,NULL,'9928bdb570e50260d7a5c3e96bedfa9746ef9b342dc614d857b075b04e92460a');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX items_by_state ON items (state, id);
CREATE INDEX items_by_source ON items (source, id);
CREATE INDEX drafts_by_state ON drafts (state, id);
CREATE INDEX drafts_by_item ON drafts (item);
CREATE INDEX drafts_by_opening ON drafts (opened_at);
CREATE INDEX drafts_by_change ON drafts (changed_at);
CREATE INDEX drafts_by_first ON drafts (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX decisions_by_draft ON decisions (draft, id);
CREATE INDEX decisions_by_confirmation ON decisions (confirmation, at) WHERE confirmation <> '';
CREATE UNIQUE INDEX one_open_attempt ON attempts (through) WHERE outcome = '' AND through <> 'manual';
CREATE UNIQUE INDEX one_open_by_hand ON attempts (draft) WHERE outcome = '' AND through = 'manual';
CREATE INDEX attempts_by_draft ON attempts (draft, id);
CREATE INDEX attempts_by_outcome ON attempts (outcome, id);
CREATE INDEX posts_by_time ON posts (at);
CREATE INDEX journal_by_draft ON journal (draft, id) WHERE draft IS NOT NULL;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER versions_no_update BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'versions is append-only'); END;
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'versions is append-only'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
CREATE TRIGGER checks_no_update BEFORE UPDATE ON checks BEGIN SELECT RAISE(ABORT, 'checks is append-only'); END;
CREATE TRIGGER checks_no_delete BEFORE DELETE ON checks BEGIN SELECT RAISE(ABORT, 'checks is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('timeline',10);
COMMIT;
