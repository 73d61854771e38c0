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
    account text,
    version bigint DEFAULT 1 NOT NULL,
    hash text NOT NULL
);


--
-- Name: audit_days; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_days (
    sequence bigint NOT NULL,
    day bigint NOT NULL
);


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    sequence bigint NOT NULL,
    hash text NOT NULL
);


--
-- Name: authorities; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.authorities (
    name text NOT NULL COLLATE pg_catalog."C",
    key_id text NOT NULL COLLATE pg_catalog."C",
    list_number bigint DEFAULT 0 NOT NULL,
    seen_at bigint NOT NULL
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
    raw_data bytea NOT NULL,
    place bigint
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
-- Name: facts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.facts (
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL
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

INSERT INTO public.audit VALUES (1, 639315011256235930, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '6FF1D7906291CC73322B48B5D19CA1A7678DBB85CC05C70FC97380A094A8553C');
INSERT INTO public.audit VALUES (2, 639315011256237278, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, 'E6C9904973D24B93823B69F792280FCACC99CDF3479197234A2950F0ADC13F55');
INSERT INTO public.audit VALUES (3, 639315011256237281, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '0E0E17C8E6FF85FFDAD6B56197B065CCEB9980B1F3BAC76C0F901D74EA01E5BD');
INSERT INTO public.audit VALUES (4, 639315011256237282, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, 'EFC5B576CB2F427BFB986A7C1BCFAF0A9ACF7DD5C47EF007CF61C961F68C5257');
INSERT INTO public.audit VALUES (5, 639315011256237283, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '2A8A679932163CD9DB6A24634088C2E6A54EAE9DABEA888A8CBFEE9028E110C4');
INSERT INTO public.audit VALUES (6, 639315011256237290, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, '1843F04DDF348D62AD10E5F6DFDFB104B15B54DF2BECE1ACD6032B7D2805FACD');
INSERT INTO public.audit VALUES (7, 639315011264680760, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, NULL, 1, '7A374CD08883AEBAB557E0C412D9CC1EF82C486570EB6F2C9FF01693574E2FD3');
INSERT INTO public.audit VALUES (8, 639315011264682449, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, NULL, 1, 'B945CE746FAB91D12F5CF02D6FED6B3D038B241DE0B5B640D879B27E8489835C');
INSERT INTO public.audit VALUES (9, 639315011264682734, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, NULL, 1, 'FB048B02FE1453780430AA03D02076B72C27C8D246F5055784A03D4107FC3F78');
INSERT INTO public.audit VALUES (10, 639315011266112684, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:D1C36B8F', NULL, 1, '075EAF5056C362E7041A8CA0F6683897C3172CE4A6BB9FC67C408F01E7360478');
INSERT INTO public.audit VALUES (11, 639315011266781328, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'authentication 01FFC916052DE49D28883631584AD5EF0B', NULL, 1, 'C64BE53E7CD632A2AFEA2843DDD9C9874FD61F6DFDC61FA79E9E8AC52264C6F3');
INSERT INTO public.audit VALUES (12, 639315011266979329, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:D1C36B8F', NULL, 1, '2656CFF6F915D928480F978C15D4624CDAADB8590E01AB41B2D8580CAFF125CA');
INSERT INTO public.audit VALUES (13, 639315011267110024, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, 'serial:D1C36B90', NULL, 1, 'EE0EDC96CF916DB2A2A1926ED634AD725478C796F6F72C05779982A06055DA75');
INSERT INTO public.audit VALUES (14, 639315011267164559, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', 'TempCard.CardRemoved', 'The virtual card D1C36B90 was removed while it was being worked on.', NULL, 1, '1E7A60B75D121B62D2B207BB95CEE4411F47F8C9D1A5B0E128A45BC84620EBC5');
INSERT INTO public.audit VALUES (15, 639315011267423895, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, NULL, 1, 'FF70A8533D55E0C14B19E0A0F0891B21174E5B2AB839AAB8C9AA53DB61191DFF');
INSERT INTO public.audit VALUES (16, 639315011273159636, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, NULL, NULL, 1, '46C232DEA1313C66D29791457E0DC32846A80E9E5B55427F345D0616B053DE6A');
INSERT INTO public.audit VALUES (17, 639315011273159825, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, NULL, 1, 'D16CBC33A88536EE74161270D548E4AD3BBC679D545DC30819F0C700909C5C85');
INSERT INTO public.audit VALUES (18, 639315011273153239, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, NULL, 1, 'B96ADE578A2D305D3AC5D7A49BA41B6B19504168D79F46AB571ED7C1056833F2');
INSERT INTO public.audit VALUES (19, 639315011282233919, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, NULL, 1, '66A2BA9E1E7A9E27AB1AC733F73609E8ACE915083F487D2C4649D37C9E7EF0EC');
INSERT INTO public.audit VALUES (20, 639315011282235857, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, NULL, 1, '58673F9894308980F0A9CA808CBC3A73A3B2705252CB4335B9BE64C9EB858C0C');
INSERT INTO public.audit VALUES (21, 639315011282236146, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, NULL, 1, 'A55D7CEE536920F1CA24F76BE678DCF063DDB3F373D910596B2E00636D65F305');
INSERT INTO public.audit VALUES (22, 639315011284609663, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'training', NULL, 'serial:E6CB2023', NULL, 1, 'C3A5231D811C68DF88BEA6F366E0F61B56F6281D72BB585F59A2F550BC3985DC');


--
-- Data for Name: audit_days; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_days VALUES (1, 739947);


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, 'C3A5231D811C68DF88BEA6F366E0F61B56F6281D72BB585F59A2F550BC3985DC');


--
-- Data for Name: authorities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorities VALUES ('local', '93F4591782DEFFCFB93D9BFBDF361893A62D88CC', 1, 639315011264212436);


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639315011264666346, 639315011267423471, 639315011273104611, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639315011282219125, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639315011256232847, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315011256232847, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639315011256232847, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315011256232847, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639315011266977035, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315011256232847, 'B-000001', 639327167990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639315011273104611, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315011256232847, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639315011282219125, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315011256232847, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639315011282219125, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315011256232847, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '01FFC916052DE49D28883631584AD5EF0B', 'CN=Temporary card T-00001', 639315008260000000, 639327167990000000, 'Active', 0, NULL, NULL, '\x308201ee30820173a003020102021101ffc916052de49d28883631584ad5ef0b300a06082a8648ce3d040303302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132383232313334365a170d3236313231323233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d030107034200047d2d76778fe3d2296f258b47021c0472bdc0de459aa33b5df7c2ba565f4ffe0550688ccc30c4893032d8fed2ef1ca2fa79c953f5f9643084262afdf4fcd7c35ca38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e0416041474c141ec11d8c7adb384d9b6e4820bc79905974c301f0603551d2304183016801493f4591782deffcfb93d9bfbdf361893a62d88cc300a06082a8648ce3d0403030369003066023100d289df2c94693ecc105ba9c02a68bc90273b41027782e2155a24adf042223eb15f5e741227fcee536dd44bcd7b9449c6023100a18cf996090b501e2a0afbcf28a1e4eb03251b6e84765d317e316fd2248481bf09b2bc7322c88706dd53378ab996fd47', 1);


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.facts VALUES ('store-id', 'b638ffdc-c259-43ab-9ff9-7ac3d59d9ea6');


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'station:28864:c23cf3df29074c4297b1c395a523fc44', 639315011582219125);


--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'training', 'Succeeded', 639315011266100045, 639315011266977035, 'serial:D1C36B8F', 'b0754bc9-7ac1-4cb5-a576-9d1e88305ea3', 639327167990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChgYJKoZIhvcNAQcDoIICdzCCAnMCAQAxggH+MIIB+gIBADAzMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIJAM853znFQlRwMDwGCSqG
SIb3DQEBBzAvoA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZI
AWUDBAIBBQAEggGATg1qqbhbTDnc63xreKTaTOrNnLP0SLHTk1rWNl7NHnaZzlni
I2pxTTfGpYXMZHC5S8mFhZDyRVaKrgqq5Rg/B6/EEro2V6jJ8NzHWWkUFKDq3uLr
xoqkXUGuEZhgBruniYGrKXsm8tZGj3xbRVVcMeuXpeWxJP0tqeeHQass5k4hZtfP
PHVKo61Xy9MfPPrcz01LkztTk5Zm3gdXurPfigkfR73vZJyjGhzpe6EKMl6bFKz4
LXhIfh67D8rqKeHrgz6b13lOTqfRKht7khg96b5d3TTVA9QWsnAUxx8cSluo5SCH
4nfXA23mk3ncorzOBmroLdtp3gLGYF7LwFdTeNTA/d3/vnbCIoPsI105B5v5ZWH2
/qmGiJEV7yqUeBtsljZPF9qk0J2J4ARc96lCEv7aze6V7mHXJP517+GfPYxbnE8K
nz62UF+NQOhOXxsuGOE7yu3BseWN04/gLcg/GRk1lInWJTXXYDJ8TIhjexCCxTDg
PHnkDETf6+SRShEGMGwGCSqGSIb3DQEHATAdBglghkgBZQMEASoEEFQRZSZrbXDK
nbzvMUlVlkCAQCdSj41ZgkHzWeeuUWT4ROe2mKOR1xcpin1970puHWHgfNiXihaP
gC9y+sbZf+jRWrN1hVSe/fp9OSzYxgF1c0A=
-----END CMS-----', '[]', 'SP 800-108 from master A1D3862E');
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'training', 'Spoiled', 639315011267109602, 639315011267163645, 'serial:D1C36B90', '468b9d71-e0af-4520-92db-a6f4d8730084', NULL, 'TempCard.CardRemoved', 'The virtual card D1C36B90 was removed while it was being worked on.', 'released', NULL, '[]', 'SP 800-108 from master A1D3862E');
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'training', 'Started', 639315011284594581, NULL, 'serial:E6CB2023', '594c2414-9ce2-4c6c-a189-2e355d28c443', 639327167990000000, NULL, NULL, NULL, NULL, '[]', 'SP 800-108 from master A1D3862E');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (5);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'station:28864:c23cf3df29074c4297b1c395a523fc44');


--
-- Name: certificates_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.certificates_id_seq', 1, true);


--
-- Name: work_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.work_id_seq', 4, true);


--
-- Name: audit audit_by_sequence_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_by_sequence_pkey PRIMARY KEY (sequence);


--
-- Name: audit_days audit_days_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_days
    ADD CONSTRAINT audit_days_pkey PRIMARY KEY (sequence);


--
-- Name: authorities authorities_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.authorities
    ADD CONSTRAINT authorities_pkey PRIMARY KEY (name);


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
-- Name: facts facts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.facts
    ADD CONSTRAINT facts_pkey PRIMARY KEY (name);


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
-- Name: audit_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_batch ON public.audit USING btree (batch_key, sequence) WHERE (batch_key IS NOT NULL);


--
-- Name: audit_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_card ON public.audit USING btree (card_key, sequence) WHERE (card_key IS NOT NULL);


--
-- Name: audit_days_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_days_day ON public.audit_days USING btree (day, sequence);


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
-- Name: certificates_place; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX certificates_place ON public.certificates USING btree (authority, place) WHERE (place IS NOT NULL);


--
-- Name: certificates_production; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_production ON public.certificates USING btree (production_id);


--
-- Name: certificates_revoked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_revoked ON public.certificates USING btree (id) WHERE (state = 'Revoked'::text);


--
-- Name: certificates_serial_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_serial_number ON public.certificates USING btree (serial_number);


--
-- Name: certificates_to_revoke; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_to_revoke ON public.certificates USING btree (id) WHERE (state = 'RevocationPending'::text);


--
-- Name: productions_body; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX productions_body ON public.productions USING btree (body_id) WHERE (body_id IS NOT NULL);


--
-- Name: productions_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX productions_card ON public.productions USING btree (card_key, started_at);


--
-- Name: productions_failed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX productions_failed ON public.productions USING btree (started_at, id) WHERE (error_id IS NOT NULL);


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


