--
-- PostgreSQL database dump
--

\restrict veSfddhQDPqmsvv6Vb4j5nnNSluqYKUjeEqp7A6MM3rWAX9QpQAUK4B60qlJCaB

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

INSERT INTO public.audit VALUES (1, 639313661370254728, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, 'AF7B0000338BD3ED1D902F5E39B7EDD73F68F7A0742FDB71E3DD1E344F178C5B');
INSERT INTO public.audit VALUES (2, 639313661370254782, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, 'F40258BC79EB9BEA1D7AE421A249BF364D5E7C32C45020659EA10ABEA4A4A18B');
INSERT INTO public.audit VALUES (3, 639313661370254788, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, '224DFBB936E68F746527CE28E524DD61BEE84C8A5956C4B29E5419A70901F72E');
INSERT INTO public.audit VALUES (4, 639313661370254790, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, '53E2547FCF5B2EE21AE98ACFD6267C510741E8CCD4A53F32EBA65DD9D2D9549B');
INSERT INTO public.audit VALUES (5, 639313661370254791, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, '284308CBED665C49192E83EBBCFCA9D0155275B6E8F60E24BC9CA30B9055CDA6');
INSERT INTO public.audit VALUES (6, 639313661370254795, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'EE0C4F02F239C31FED5E846F7AB93BB98619B4569456B959251EEBED1E3CDBB5');
INSERT INTO public.audit VALUES (7, 639313661372015644, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '436424C13D1F13FD9082FBB3CB9E4D517821AB341FF3FC87D35322981D543E20');
INSERT INTO public.audit VALUES (8, 639313661372015685, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '5861AA8006FE090EB10D653E793A5A81A896E7ED47A85F1820E1B056196EFB21');
INSERT INTO public.audit VALUES (9, 639313661372015700, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '73BF5D297692D87119712784352D42FC694597E3666AAD402326D201225F292E');
INSERT INTO public.audit VALUES (10, 639313661372354601, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'serial:9EA13EAA', '8EBEF9DB37C64FEC634BFFBA3B37A9A83AE06B450A8C8468FADF505524E671D7');
INSERT INTO public.audit VALUES (11, 639313661372520200, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'authentication 01AC545B2FD2DB7EED78425C898703CECC', '037D1A780C557F350E79B0A9BB72BFC3EC7B1EEE15F3FDEA598C556B3F4F5E15');
INSERT INTO public.audit VALUES (12, 639313661372605052, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'serial:9EA13EAA', 'D69EF651E37BA6F1AD48AD89CD484AF810AF3FC028496F7FF52007FF1FCBB59D');
INSERT INTO public.audit VALUES (13, 639313661372678736, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', NULL, 'serial:9EA13EAB', '604C5EF72E5C6D297DEDE95A24BDC5ACC10A30970541551B893443A988F26A6C');
INSERT INTO public.audit VALUES (14, 639313661372742612, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', 'TempCard.CardRemoved', 'The virtual card 9EA13EAB was removed or reset while it was being worked on.', 'B35C34160E082CD3DED583DCEF51F6C2372CE624F26BCA1DE7A965AF10D476CA');
INSERT INTO public.audit VALUES (15, 639313661372900145, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'A2F12F06338FA3C37428D73043982E85C638499467B6CEBC9641D680E159D599');
INSERT INTO public.audit VALUES (16, 639313661373109206, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', NULL, NULL, '16AD2309D55C472F8135327CDC5351576B60D291662BC67492561CCF3A913022');
INSERT INTO public.audit VALUES (17, 639313661373109212, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '0FAB9628D3DC54019A9292727FBFF5618B5DFE09AB9B16ACF383D902A88032DD');
INSERT INTO public.audit VALUES (18, 639313661373108893, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '59E0E6526DC7BCBB21EAFDDFF8D0F92E7D16C293CBA419B84B92C7157D3EAC90');
INSERT INTO public.audit VALUES (19, 639313661373254247, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, '98235A145916C4B6050B0123F002194CBA808E9D380381E7F54709B2A932957F');
INSERT INTO public.audit VALUES (20, 639313661373254266, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'AC4E35DC4A7FCAB30A601FE0B6EC1DD73AE8C6BEF94C192738F33A06CF550A5D');
INSERT INTO public.audit VALUES (21, 639313661373254271, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, '12CEEA746DC3D1126659CBBAB861892EF927827B5F2CEFF661E4E7A4C85AD4D7');
INSERT INTO public.audit VALUES (22, 639313661373382981, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'desk-1', NULL, 'serial:9EA13EAC', '6735ECAEF21F96857D949B5D597E37489DF72E92C2AE1CEA6C5C43480674A45A');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, '6735ECAEF21F96857D949B5D597E37489DF72E92C2AE1CEA6C5C43480674A45A');


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":true,"stations":["desk-1"],"validityDays":14}', 2, 639313661372015459, 639313661372900096, 639313661373108207, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":true,"stations":["desk-1"],"validityDays":14}', 2, 639313661373254117, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639313661370254395, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661370254395, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639313661370254395, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661370254395, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639313661372604932, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661370254395, 'B-000001', 639326303990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639313661373108207, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661370254395, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639313661373254117, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661370254395, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639313661373254117, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661370254395, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '01AC545B2FD2DB7EED78425C898703CECC', 'CN=Temporary card T-00001', 639313658370000000, 639326303990000000, 'Active', 0, NULL, NULL, '\x308201ed30820173a003020102021101ac545b2fd2db7eed78425c898703cecc300a06082a8648ce3d040303302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132373038343335375a170d3236313231313233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d03010703420004b6295c78e41d62ff311a44bbc16a749c792a2fd59040d1d2223b85ce8d3e866c6ef117fba21df606b49b28ae2a35283f9d120531ee268fde082065c39d874e70a38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e041604148ac8b19c364aa3c0ca64fe30a35c6a4b643db2ae301f0603551d230418301680149f7c0a61a8d5faadb866fcb5507f5d931bdd81d4300a06082a8648ce3d040303036800306502305b0ad6e252d2bbe346ddd1c919569039ec32a962e07f4524690ff341fc3fa037c89a00f7b32567e9346822e56ffce4e1023100e8a2776d5c1b7420a8f921fb5d47c0e468b33697eb2b71564eed884747eacdba4a071c208f2de000f19cab8e343f932d');


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'vm:13844:ffedbef15ee74b03b6908f3666abbaf9', 639313661673254117);


--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'desk-1', 'Succeeded', 639313661372326450, 639313661372604932, 'serial:9EA13EAA', 'af3eed7e-8a46-4983-99fd-7f2959b2e106', 639326303990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChQYJKoZIhvcNAQcDoIICdjCCAnICAQAxggH9MIIB+QIBADAyMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIIVM8i76L6h8QwPAYJKoZI
hvcNAQEHMC+gDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgB
ZQMEAgEFAASCAYBIiP+pXbxOSaCvp+FJ7QNySPqPnfu4RXmCtxBdqTcZkXr661Ff
AZDNocJS7qmbXX6LGkeQlFMyX6ebToDa5vuSoLdYAy5a1bHkJMX5hBOGPhROnYX/
Nzi3sQYrH9EIuYQKmAms9KTs1Cr5t7k3bgBO7bKADmmxtQi91NLVK9Ng8urV+dqI
WlNDqNgBvGx7kYZ7op01Q9yPev+h9tnyGwVfv8ryJ1oRdlA69kHzFKZiKfTvjrPS
xjmqkLgEzZKuuxU+GoDd9zp1rYUnrUylQ6OczqzfKAenFsLwdRRhTnWbJhmItDIf
sMpcPCI/7Xy1Zg+RRBHj+JHvw7PBTvJiW4TUDw8mZKoHrzUhn0w5A5/5dMbmTAat
+EuYiaEVuUgfkzecaPFKD7rdzYMbv++zxrGJsP1p2cAWX/bpZemWcTTHUbPb46dc
7IOK0NsD0wur/idY3BhGSkeJDXjYFx55kqwxt8qPDPjqH5u82ZqzkhOC9KahEGBb
OveFPMVzw0hIMGUwbAYJKoZIhvcNAQcBMB0GCWCGSAFlAwQBKgQQL8Ndz5lXMho4
4vwd2vLJz4BAr3Nj9lC0M5shaqVLY4AhzD0+ekyAwMBtpOM6Koo4BpCtb5dgqSBS
u9/2jnHrHo5KSaHYmEc+VoCXCs0sddg6IA==
-----END CMS-----', '["faces/B-000001/T-00001-1-front.svg","faces/B-000001/T-00001-1-back.svg"]');
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'desk-1', 'Spoiled', 639313661372666494, 639313661372742531, 'serial:9EA13EAB', '9ca37014-bf2a-4145-9f47-735155a4cde9', NULL, 'TempCard.CardRemoved', 'The virtual card 9EA13EAB was removed or reset while it was being worked on.', 'released', NULL, '[]');
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'desk-1', 'Started', 639313661373368650, NULL, 'serial:9EA13EAC', '9ac1d0b8-a70b-4c00-a3c6-d3fe10dd5177', 639326303990000000, NULL, NULL, NULL, NULL, '[]');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (3);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'vm:13844:ffedbef15ee74b03b6908f3666abbaf9');


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

\unrestrict veSfddhQDPqmsvv6Vb4j5nnNSluqYKUjeEqp7A6MM3rWAX9QpQAUK4B60qlJCaB

