--
-- PostgreSQL database dump
--

\restrict e7heGU5dyzM1l5flLpfoCjcvyh046iokjYecJ0asMQjz451UMslBHeY4IjCIXOE

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
    owner text NOT NULL,
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
    faces text NOT NULL
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
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit VALUES (1, 639313660566913610, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, '6587CE73A282CE8AB70904431DFB3A0F14043D6AE0682DC2BB27FE15A1519BB2');
INSERT INTO public.audit VALUES (2, 639313660566913677, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, '1A018DFD7DE015580ED73FCE3AAA4D81A2EBA84B52AA805C4885907EAC029844');
INSERT INTO public.audit VALUES (3, 639313660566913681, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, 'DEF4BCE79C791EE1AB14CBFBC6D32E3775CD1E6E8E2365B75CD728B3C4417535');
INSERT INTO public.audit VALUES (4, 639313660566913685, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, 'FFD1BD3CAB2F17C6F062FD4AC71E491A6A36C7B97A56BDD78725714BC9BFDF5B');
INSERT INTO public.audit VALUES (5, 639313660566913688, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, 'BCAA593285914D127A390494D021B0D369A83A72A8E6F8D745BF32752B5EB0D3');
INSERT INTO public.audit VALUES (6, 639313660566913691, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'A2298F3AF743376CC2EF5DAA39184F70A7B23DD153DB1B2551869FEA7375940F');
INSERT INTO public.audit VALUES (7, 639313660575776269, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'A9456EAF9B12BBF329306280FB80292E22BAF08356EF7B468D31BE12CD63578B');
INSERT INTO public.audit VALUES (8, 639313660575776308, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '64BFE27F60DCD85835AEA31D1687DD4289CE1CBC21854AD893D66449788C92DA');
INSERT INTO public.audit VALUES (9, 639313660575776326, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '67DC26B16ECBC7F77259EAFD9C89A96AC68D7B51AE1439D3AC622EC720EEC2FB');
INSERT INTO public.audit VALUES (10, 639313660576200269, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'serial:2EC68960', '5B74E84E81B8A6D194BB23B1790502657B4021009A80828B9CF2D0CBBEB7127F');
INSERT INTO public.audit VALUES (11, 639313660576479934, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'authentication 01191B5731209473FD456319612520088B', '0F578203A528385730BF15366381294E56D578D23A5B9E81BC8BEF5B48EB260E');
INSERT INTO public.audit VALUES (12, 639313660576714293, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'serial:2EC68960', '71DD7A5C35498050E5FD7D446FC4F9D58AD20D25CA4B4CEBFB4CF9691386C275');
INSERT INTO public.audit VALUES (13, 639313660576880224, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', NULL, 'serial:2EC68961', '4D93C7C7B3D9E186C8D6E81069A9813E138E82B105F14839A725AD9746141F7B');
INSERT INTO public.audit VALUES (14, 639313660576975002, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', 'TempCard.CardRemoved', 'The virtual card 2EC68961 was removed or reset while it was being worked on.', '63B74656E4379DECCE32DE6C1BD28F89CD5E4A987B623B8101EB95EE08AA5965');
INSERT INTO public.audit VALUES (15, 639313660577155381, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '5E8AB09CD5FF951B8E12E18CA82F081B50CAED3EECD92097ED71FE0AA50B95FB');
INSERT INTO public.audit VALUES (16, 639313660577325563, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', NULL, NULL, 'D6D49170C7C307212C031D4A26737DC40919C6777930721360AB94F91EC897A1');
INSERT INTO public.audit VALUES (17, 639313660577325566, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'AD3695E9606DFFA0A50A42EF29205CD07C043AA656E7E31C6B8B51945DE7132C');
INSERT INTO public.audit VALUES (18, 639313660577325280, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '84CF61A406E4D4229CDAE8DAB57F4D75E2D73E268454FEDA163FC2AAEEF6743A');
INSERT INTO public.audit VALUES (19, 639313660577515246, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'CD1AB72D4852A65F67619EA8A7291B3D5B34B1B7340094F2806A71E960157DF4');
INSERT INTO public.audit VALUES (20, 639313660577515270, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'BCB8C2199547346646C2975E2E9A253FACD615354A60883B37BF83E7DA833A04');
INSERT INTO public.audit VALUES (21, 639313660577515277, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'AF3333C1C282227364B0BDECF507A75B62A356076BBB314202D3A7A5E9DE16E6');
INSERT INTO public.audit VALUES (22, 639313660577615388, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'desk-1', NULL, 'serial:2EC68962', 'C585AEF65CC375DC3F52DE9034322C7239F6CB6DC2EF2929F7C1413142573B53');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, 'C585AEF65CC375DC3F52DE9034322C7239F6CB6DC2EF2929F7C1413142573B53');


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":true,"stations":["desk-1"],"validityDays":14}', 2, 639313660575775917, 639313660577155289, 639313660577324460, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":true,"stations":["desk-1"],"validityDays":14}', 2, 639313660577515141, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639313660566912463, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313660566912463, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639313660566912463, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313660566912463, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639313660576714150, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313660566912463, 'B-000001', 639326303990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639313660577324460, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313660566912463, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639313660577515141, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313660566912463, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639313660577515141, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313660566912463, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '01191B5731209473FD456319612520088B', 'CN=Temporary card T-00001', 639313657570000000, 639326303990000000, 'Active', 0, NULL, NULL, '\x308201ec30820173a003020102021101191b5731209473fd456319612520088b300a06082a8648ce3d040303302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132373038343233375a170d3236313231313233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d03010703420004a459e4de5ff87fe389ca713868fbc11e50770e8f3c2add21f8c1934babfb98f31f354ac6650c888a821b32906d5df28747b6efcf6deb4ae7541a5146d7aa28b0a38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e0416041473a8436f79c6ea413f0e3297a0e8b610e182a09f301f0603551d23041830168014c341cf97ba1372043ef978c2133179cdcaae32cb300a06082a8648ce3d04030303670030640230036b241ffcf56a085f12b6b0704d5e8ad6e36221c38c95a8b1e70ec32ca2cefcd5353ec4c935edc0d2eb44cf13042f8a023015229e89252d82df6f49469fd5cd45f3e70387028a21ded8fc46949b09e6cec385474e50245f5ab55703921373d990c1');


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'vm:11958:acbbfba230464b44a9f27e1243d8cb99', 639313660877515141);


--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'desk-1', 'Succeeded', 639313660576060083, 639313660576714150, 'serial:2EC68960', '845536b9-c4aa-4595-9824-acb873251f2c', 639326303990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChgYJKoZIhvcNAQcDoIICdzCCAnMCAQAxggH+MIIB+gIBADAzMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIJAJ/xBIcqGhFiMDwGCSqG
SIb3DQEBBzAvoA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZI
AWUDBAIBBQAEggGAbVNXepN5qu56dJjXt5bKvffVToN1yjqRYe8eafVNhZ14w8/j
KaVxTslxk+bFtuwyN+6U2ZhKXN1QBQJGg3IXqUOh26vPheKuZ1eUBkIRpAHIZUZW
igbTWrMcKdtbEvS8fjS3HdxV6/hBiSrhLqT6o3g9h0TAanoebJzOMcDIpUXVc60d
kMDfOwZbUH1hlC4J8/ZwysTPKcFkJCNSnrFHboejmpePGFHGr1Xg9AJleDPamgcN
KypZYJzf9dInpsu7WhAbFXJRkCzLyswxc+leykGi0oD8SeanHjOc88Un6UUvAGOl
uCEDq0Nh0mf7p06SAxhZ9XWcXbiN92F+uzq0uIo3nGm9NghyMBTq318o7eFAJTo9
DO4vFcpuPXk1mNi2q1O9y6+EeyelW3SsTOKhbgEPlxyDz23mh8HQZyLkuyjT9gzJ
+v1pgSQFQieS0R8ZTzbz52oS8wsAi3ZRnZydBGrl0ubOmYY/ncJB4rpFT6I0yyxc
q6TxV8+gRlAhUNG3MGwGCSqGSIb3DQEHATAdBglghkgBZQMEASoEEPVe7KyJ5DAA
7bSRIDYuo6SAQPuNHA4KgeCJVZLkFg1WnlUIxwKkmbEiengkCoM03iAqzB44sH9R
QLae9urNfYVpYdw20HNuONI0+QqTqs8Qu3k=
-----END CMS-----', '["faces/B-000001/T-00001-1-front.svg","faces/B-000001/T-00001-1-back.svg"]');
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'desk-1', 'Spoiled', 639313660576817314, 639313660576974903, 'serial:2EC68961', '017943d6-609e-4663-b892-a7b01dc4131c', NULL, 'TempCard.CardRemoved', 'The virtual card 2EC68961 was removed or reset while it was being worked on.', 'released', NULL, '[]');
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'desk-1', 'Started', 639313660577596805, NULL, 'serial:2EC68962', 'ba163d56-3398-49e9-9bec-54fb5a4e65bf', 639326303990000000, NULL, NULL, NULL, NULL, '[]');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (2);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: certificates_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.certificates_id_seq', 1, true);


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
-- Name: leases leases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (batch_id);


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
-- Name: leases leases_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


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
-- PostgreSQL database dump complete
--

\unrestrict e7heGU5dyzM1l5flLpfoCjcvyh046iokjYecJ0asMQjz451UMslBHeY4IjCIXOE

