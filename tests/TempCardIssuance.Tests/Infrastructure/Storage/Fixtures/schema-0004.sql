--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    operator text NOT NULL,
    kind text NOT NULL,
    card_number text,
    card_key text COLLATE pg_catalog."C",
    batch_id text COLLATE pg_catalog."C",
    batch_key text COLLATE pg_catalog."C",
    production_id text,
    station text,
    error_id text,
    detail text,
    hash text NOT NULL
);


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    sequence bigint NOT NULL,
    hash text NOT NULL
);


--
-- Name: batches; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.batches (
    id text NOT NULL COLLATE pg_catalog."C",
    id_key text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL,
    operator text NOT NULL,
    operator_key text NOT NULL COLLATE pg_catalog."C",
    options text NOT NULL,
    cards bigint DEFAULT 0 NOT NULL,
    started_at bigint NOT NULL,
    produced_at bigint,
    closed_at bigint,
    closed_by text,
    reason text
);


--
-- Name: cards; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cards (
    number_key text NOT NULL COLLATE pg_catalog."C",
    number text NOT NULL,
    state text NOT NULL,
    state_since bigint NOT NULL,
    site text,
    site_key text COLLATE pg_catalog."C",
    requested_by text,
    requested_by_key text COLLATE pg_catalog."C",
    priority bigint NOT NULL,
    rank bigint GENERATED ALWAYS AS ((- priority)) STORED NOT NULL,
    fields text NOT NULL,
    requested_at bigint NOT NULL,
    batch_id text COLLATE pg_catalog."C",
    valid_until bigint
);


--
-- Name: certificates; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.certificates (
    id bigint NOT NULL,
    production_id text NOT NULL COLLATE pg_catalog."C",
    profile text NOT NULL,
    slot text NOT NULL,
    authority text NOT NULL COLLATE pg_catalog."C",
    serial_number text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL,
    not_before bigint NOT NULL,
    not_after bigint NOT NULL,
    state text NOT NULL,
    tried_at bigint DEFAULT 0 NOT NULL,
    revoked_at bigint,
    revocation_error text,
    raw_data bytea NOT NULL
);


--
-- Name: certificates_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.certificates ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.certificates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: counters; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counters (
    name text NOT NULL COLLATE pg_catalog."C",
    value bigint NOT NULL
);


--
-- Name: leases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.leases (
    batch_id text NOT NULL COLLATE pg_catalog."C",
    owner text NOT NULL COLLATE pg_catalog."C",
    until bigint NOT NULL
);


--
-- Name: productions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.productions (
    id text NOT NULL COLLATE pg_catalog."C",
    batch_id text NOT NULL COLLATE pg_catalog."C",
    card_key text NOT NULL COLLATE pg_catalog."C",
    attempt bigint NOT NULL,
    station text NOT NULL,
    state text NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    body_id text COLLATE pg_catalog."C",
    card_guid text COLLATE pg_catalog."C",
    valid_until bigint,
    error_id text,
    message text,
    spoiled_reason text,
    sealed_pins text,
    faces text NOT NULL,
    management_key text
);


--
-- Name: schema_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_version (
    version bigint NOT NULL
);


--
-- Name: unsettled; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.unsettled (
    production_id text NOT NULL COLLATE pg_catalog."C",
    authority text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: work; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.work (
    id bigint NOT NULL,
    batch_id text NOT NULL COLLATE pg_catalog."C",
    card_key text NOT NULL COLLATE pg_catalog."C",
    holder text COLLATE pg_catalog."C"
);


--
-- Name: work_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.work ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.work_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit VALUES (1, 639314900480428181, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, '8379197652BF0768E1E51BF62C7B1DC1AA249F851E5EE386CA4414AB8AB0F61A');
INSERT INTO public.audit VALUES (2, 639314900480428223, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, 'CC46E686B9B052B193C5AF221F8F0D4836FE65BA18F7790B72126B901C679CAF');
INSERT INTO public.audit VALUES (3, 639314900480428225, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, '3A54407C98A2B3B15D3EF96233FBDD1A6698BC67DBAF9A9095107E2F1CC12966');
INSERT INTO public.audit VALUES (4, 639314900480428226, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, 'B9D965241674F2663079300C27320FAF81ED8D0FE9BE8B272EE14BC53DA8908D');
INSERT INTO public.audit VALUES (5, 639314900480428228, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, '41CE7AFE7ACF06E1DBBA313F6454AAEE39D4CA50E1084FA6B8156F26C41EA672');
INSERT INTO public.audit VALUES (6, 639314900480428231, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, '33446B146F92CFD60591A02367C328299446C09A921A029D09B477FC714A3B39');
INSERT INTO public.audit VALUES (7, 639314900484313259, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '37559C86E52FBCED0F5762AB7BBB6735EA32BEC1A7483A2CD0D02AE0EA2B9890');
INSERT INTO public.audit VALUES (8, 639314900484313475, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '1162EAD7762803BE0702498331AF919C84C003E45D4E547BDF39C463494A9372');
INSERT INTO public.audit VALUES (9, 639314900484313518, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '043E94FAC19C8BE964D81C59925D37DCDBAED71640A03A1C7262B5F8C2AACF39');
INSERT INTO public.audit VALUES (10, 639314900484864529, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:4DD6D933', 'A4CB7B36FC1CE6124B676555D604420470A2B0C0EEB5E4DF201D34786EE21790');
INSERT INTO public.audit VALUES (11, 639314900485198735, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'authentication 0153E2462450C6827A80E90B0B0DE6A485', 'E8E2F936887DF4589FBA9A1E22E224CDBF4285223F53F0ABB575F114D19F62C4');
INSERT INTO public.audit VALUES (12, 639314900485313842, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:4DD6D933', '5A72E73AFB8E276506E5F2F1F1CAEF5D971D9BDC134F13D5D68A177BF7856FFB');
INSERT INTO public.audit VALUES (13, 639314900485411188, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, 'serial:4DD6D934', 'D05320955C44057D668DF69FA3FD5627CB78E92C45777B4428BD3C2F1A18E307');
INSERT INTO public.audit VALUES (14, 639314900485466062, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', 'TempCard.CardRemoved', 'The virtual card 4DD6D934 was removed while it was being worked on.', 'DFEDEFE82837CCF8ABB8FA5846D48763881C650EC55BC93DC4D9FAD3793554CF');
INSERT INTO public.audit VALUES (15, 639314900485611437, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '32EC45D74C6C4DBFDF89D22B4B9BFFFCD415EEBDF342927FC7A1C638E1EB28D6');
INSERT INTO public.audit VALUES (16, 639314900488525893, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, NULL, 'CA0DFD0ECF7E2D304FFF5128DBBD80992DFA5EB2E5AC694CD46A2CEDDD8702EE');
INSERT INTO public.audit VALUES (17, 639314900488525895, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '615FFE26219A66BBB3396F0717F3E15D8FF74DFC874B5736BBD9C673A5995230');
INSERT INTO public.audit VALUES (18, 639314900488522562, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '09EF7D5E88592B25A49D68FED81781F39C37A5A70DCC41673EC3678E63F2845F');
INSERT INTO public.audit VALUES (19, 639314900493826807, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'D353DD141232CE77EBBED6012312FC5130832BFA75A5EB991A53D2807C21B76B');
INSERT INTO public.audit VALUES (20, 639314900493827061, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'E407CF3B839F2F5EFC352E3A2DE0475636A4AC9DC5BAC399D7A66BB6C033FD35');
INSERT INTO public.audit VALUES (21, 639314900493827111, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, '889F917522EFD3FF987F0C6A4462274674630092C4B7433F6B875C145179E5D1');
INSERT INTO public.audit VALUES (22, 639314900495294518, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'training', NULL, 'serial:DBB74274', '195B234DCB05FE956DD16D9D21054A763403B6121152A67ADC618F671323FEBA');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, '195B234DCB05FE956DD16D9D21054A763403B6121152A67ADC618F671323FEBA');


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639314900484310019, 639314900485611257, 639314900488505460, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639314900493822387, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639314900480426362, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639314900480426362, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639314900480426362, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639314900480426362, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639314900485313103, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639314900480426362, 'B-000001', 639327167990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639314900488505460, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639314900480426362, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639314900493822387, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639314900480426362, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639314900493822387, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639314900480426362, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '0153E2462450C6827A80E90B0B0DE6A485', 'CN=Temporary card T-00001', 639314897480000000, 639327167990000000, 'Active', 0, NULL, NULL, '\x308201ee30820173a00302010202110153e2462450c6827a80e90b0b0de6a485300a06082a8648ce3d040303302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132383139303930385a170d3236313231323233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d03010703420004e93ebf958b0844c94d7d6b8b0e63f03bf5bee713e586b915c968e94fd26aa610d5c147fd8efafb51b4489e535e47f594e864a95941507ecf7a7f3a38ee300eefa38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e041604148af5fe9fc8c28c088153554ea270b5f48c2988ac301f0603551d2304183016801412b43ae798a5771ba0093046f4fc276b52d92062300a06082a8648ce3d0403030369003066023100a7c0bce4631bfead5fe0412a9209cb0f21cc41c82ebc144820aefdfac03fc0c64490a41bd580ab758ecbd4d8dd092774023100ff3718be31b06e1dfa13b036b197da7193c6490736be7dc9834459f2cd43cdde649ae0361b3e07a1c4dae13c86583ac7');


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'station:13939:883743e0f7c84c97b3a19a6cf09e03e9', 639314900793822387);


--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'training', 'Succeeded', 639314900484834012, 639314900485313103, 'serial:4DD6D933', '000a8d7d-e293-4d0a-8159-d875f621c93a', 639327167990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChgYJKoZIhvcNAQcDoIICdzCCAnMCAQAxggH+MIIB+gIBADAzMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIJAIe0ZdG//uATMDwGCSqG
SIb3DQEBBzAvoA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZI
AWUDBAIBBQAEggGAU2+f/Cp3XPNKagZxO/6Ho6Ycrg+mynGYdYB26H/uJ7nX8sr2
Z1+/IrgP0fAEya1n0mhzbFRYK+D6pMpk7E3dNbEopjTtOWpz9Pdvm7Q8DnlNA9NU
WVLklmTHV+iocKYSds+OSi7zO8jM9qIwms1tRQ3oEAvfYF2TNO+5ptPn58j2zjfi
L0S8qRI3+LtJa7KJQcvRIzD6UX1xOhsZNmFUETfRDqxzfbTojwul6fNTUZD54gl0
DFSznLxiEJeZGsAK8+bv8CISUJfsdE3GY/4FBn5ipJ2yyZ4RN2N74sSuAW89Dt3z
66D3U+I7D+V59da5w+dhd1p+opWhoLBRYd2V6B1X83mhDzKDVQrBAO0ICOOYpX8b
HygOy0K3pqvFVd1giTsWNIYucy/l+EyqvegObpd3REcrCUtFtUP2J6hLwegKRarp
7ARwOiSZ32vt/No1gUgXrJ5evuy4SlSXRiqqIJf9aGJN8uXFOtW+Q/ywrGeCyzzm
ghTr7d0PZcksf7gDMGwGCSqGSIb3DQEHATAdBglghkgBZQMEASoEEI3ybojN8ZhB
oXlUwzvn0KiAQLHGtJy4tnlYqgGjzOw0/I5CePf3F/VhAnT8K/ew10cbixsaEW9k
j86qBIaQIzLg3GI0bG5ezpXjx1Jtja2TW+8=
-----END CMS-----', '[]', 'SP 800-108 from master 3109296B');
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'training', 'Spoiled', 639314900485398167, 639314900485465905, 'serial:4DD6D934', 'cf0635de-33c2-4719-b0cc-2e07c791caa9', NULL, 'TempCard.CardRemoved', 'The virtual card 4DD6D934 was removed while it was being worked on.', 'released', NULL, '[]', 'SP 800-108 from master 3109296B');
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'training', 'Started', 639314900495212655, NULL, 'serial:DBB74274', 'ee704837-1515-45fa-bbc6-d95293e779b4', 639327167990000000, NULL, NULL, NULL, NULL, '[]', 'SP 800-108 from master 3109296B');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (4);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'station:13939:883743e0f7c84c97b3a19a6cf09e03e9');


--
-- Name: certificates_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.certificates_id_seq', 1, true);


--
-- Name: work_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.work_id_seq', 4, true);


--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (sequence);


--
-- Name: batches batches_id_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_id_key_key UNIQUE (id_key);


--
-- Name: batches batches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (id);


--
-- Name: cards cards_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cards
    ADD CONSTRAINT cards_pkey PRIMARY KEY (number_key);


--
-- Name: certificates certificates_authority_serial_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_authority_serial_number_key UNIQUE (authority, serial_number);


--
-- Name: certificates certificates_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_pkey PRIMARY KEY (id);


--
-- Name: counters counters_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counters
    ADD CONSTRAINT counters_pkey PRIMARY KEY (name);


--
-- Name: leases leases_by_owner_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_by_owner_pkey PRIMARY KEY (batch_id, owner);


--
-- Name: productions productions_batch_id_card_key_attempt_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.productions
    ADD CONSTRAINT productions_batch_id_card_key_attempt_key UNIQUE (batch_id, card_key, attempt);


--
-- Name: productions productions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.productions
    ADD CONSTRAINT productions_pkey PRIMARY KEY (id);


--
-- Name: unsettled unsettled_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unsettled
    ADD CONSTRAINT unsettled_pkey PRIMARY KEY (production_id, authority);


--
-- Name: work work_card_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_card_key_key UNIQUE (card_key);


--
-- Name: work work_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (id);


--
-- Name: audit_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_at ON public.audit USING btree (at, sequence);


--
-- Name: audit_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_batch ON public.audit USING btree (batch_key, sequence) WHERE (batch_key IS NOT NULL);


--
-- Name: audit_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_card ON public.audit USING btree (card_key, sequence) WHERE (card_key IS NOT NULL);


--
-- Name: batches_started; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX batches_started ON public.batches USING btree (started_at, id);


--
-- Name: batches_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX batches_state ON public.batches USING btree (state, started_at, id);


--
-- Name: cards_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_batch ON public.cards USING btree (batch_id, state) WHERE (batch_id IS NOT NULL);


--
-- Name: cards_requested; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_requested ON public.cards USING btree (requested_at, number_key);


--
-- Name: cards_requested_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_requested_by ON public.cards USING btree (requested_by_key) WHERE (requested_by_key IS NOT NULL);


--
-- Name: cards_site; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_site ON public.cards USING btree (site_key) WHERE (site_key IS NOT NULL);


--
-- Name: cards_state_requested; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_state_requested ON public.cards USING btree (state, requested_at, number_key);


--
-- Name: cards_state_urgency; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_state_urgency ON public.cards USING btree (state, rank, requested_at, number_key);


--
-- Name: cards_urgency; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_urgency ON public.cards USING btree (rank, requested_at, number_key);


--
-- Name: certificates_pending; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_pending ON public.certificates USING btree (tried_at, id) WHERE (state = 'RevocationPending'::text);


--
-- Name: certificates_production; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_production ON public.certificates USING btree (production_id);


--
-- Name: certificates_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_state ON public.certificates USING btree (state, id);


--
-- Name: productions_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX productions_card ON public.productions USING btree (card_key, started_at);


--
-- Name: productions_live_body; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX productions_live_body ON public.productions USING btree (body_id) WHERE ((state = ANY (ARRAY['Started'::text, 'Succeeded'::text])) AND (body_id IS NOT NULL));


--
-- Name: productions_live_guid; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX productions_live_guid ON public.productions USING btree (card_guid) WHERE ((state = ANY (ARRAY['Started'::text, 'Succeeded'::text])) AND (card_guid IS NOT NULL));


--
-- Name: work_free; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_free ON public.work USING btree (batch_id, id) WHERE (holder IS NULL);


--
-- Name: work_in_hand; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_in_hand ON public.work USING btree (batch_id, holder) WHERE (holder IS NOT NULL);


--
-- Name: cards cards_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cards
    ADD CONSTRAINT cards_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


--
-- Name: certificates certificates_production_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_production_id_fkey FOREIGN KEY (production_id) REFERENCES public.productions(id);


--
-- Name: leases leases_by_owner_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_by_owner_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


--
-- Name: productions productions_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.productions
    ADD CONSTRAINT productions_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


--
-- Name: productions productions_card_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.productions
    ADD CONSTRAINT productions_card_key_fkey FOREIGN KEY (card_key) REFERENCES public.cards(number_key);


--
-- Name: unsettled unsettled_production_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unsettled
    ADD CONSTRAINT unsettled_production_id_fkey FOREIGN KEY (production_id) REFERENCES public.productions(id);


--
-- Name: work work_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


--
-- Name: work work_card_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.work
    ADD CONSTRAINT work_card_key_fkey FOREIGN KEY (card_key) REFERENCES public.cards(number_key);


--
-- PostgreSQL database dump complete
--


