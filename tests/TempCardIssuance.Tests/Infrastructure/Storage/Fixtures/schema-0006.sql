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
    tries bigint DEFAULT 0 NOT NULL,
    try_at bigint DEFAULT 0 NOT NULL,
    revoked_at bigint,
    revocation_error text,
    raw_data bytea NOT NULL,
    place bigint
);


--
-- Name: certificates_by_serial_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.certificates ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.certificates_by_serial_id_seq
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
    management_key text,
    live bigint DEFAULT 1
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

INSERT INTO public.audit VALUES (1, 639315154935537972, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '9D441C337C7026A7F9810F2C6E1C566ADB59F0BACFEA02033B7C8C78A125813E');
INSERT INTO public.audit VALUES (2, 639315154935538045, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'FB86AD99F28CEC8C5411D01EF6104A5DB5A73AE345985350C09A42177CB92EB7');
INSERT INTO public.audit VALUES (3, 639315154935538049, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'FBB1473737BCDD1E1B3D273391DDCDF072C82570F48FC5F87578259697C0760B');
INSERT INTO public.audit VALUES (4, 639315154935538050, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '4E40567974A737E5E7B90B4D0E4E87A6A6AEF1329E79B9DEE6A6AD87F5CF4CC7');
INSERT INTO public.audit VALUES (5, 639315154935538052, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '95D38873955CEDAB60BE8A1D3D22428780D0BFAA4F6284A9AA55EDA1545B02F7');
INSERT INTO public.audit VALUES (6, 639315154935538058, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '0E4CFE24DE13EDDE21ECB886A4A100884C85E363A684FE1773EF9E653C8178CA');
INSERT INTO public.audit VALUES (7, 639315154944159166, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '335052A989EBF2E6874381B3AAEADB9A136E77AAA57E82FB480DBAD15E356F5B');
INSERT INTO public.audit VALUES (8, 639315154944159442, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '2943627C720251D9B5ADF9A29562B48BDC44C5BE050A812ED7370E20E8F09B75');
INSERT INTO public.audit VALUES (9, 639315154944159502, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'D54FFCD8237981007ED59EE2E9684BC2D3E4E8534A27D80760EB1B33B81C3BE7');
INSERT INTO public.audit VALUES (10, 639315154946460322, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:D33ABAFC', 'postgres', 2, '175F0C7AA6F2CECD3BCE46553C2DD2C17E0E269B52DD537ED526277EF99C5EB8');
INSERT INTO public.audit VALUES (11, 639315154947189553, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'authentication 013C03029B8630C15F2BD0E75C0B674BE0', 'postgres', 2, '5B8D8FAA6D69CB05BD9F6E91C112F0EE6ADF9F196468D58052505224B209E322');
INSERT INTO public.audit VALUES (12, 639315154947383903, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:D33ABAFC', 'postgres', 2, '213ADE30295B1DCF74EC37B2FDE21AA8A471F9AE33E72F9FBB7FD65996B5E538');
INSERT INTO public.audit VALUES (13, 639315154947560883, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, 'serial:D33ABAFD', 'postgres', 2, 'FDFB734F55336ADBBE0259AACFA09B2F06E175E56048F7BDCA76AA98446AF960');
INSERT INTO public.audit VALUES (14, 639315154947631427, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', 'TempCard.CardRemoved', 'The virtual card D33ABAFD was removed while it was being worked on.', 'postgres', 2, 'E0193D90FFFAB28E43FAE0BE15F4A54838C38F9EF869C023D79C14C3F67BF270');
INSERT INTO public.audit VALUES (15, 639315154947879567, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '48D2708C0E035089F72FEF7CBB863A8D97339956BD5EB4148E2BB546EC68571C');
INSERT INTO public.audit VALUES (16, 639315154952795786, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, NULL, 'postgres', 2, 'C4D64ECA07E8485E36961A708B73E7CF6F06715F143B4DF725DDE52B9CD61351');
INSERT INTO public.audit VALUES (17, 639315154952795788, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'CB0DBE8C414E81C48409125BCEDF0ED2AA949C555A9BC06D0A3DE442BD8148F6');
INSERT INTO public.audit VALUES (18, 639315154952791848, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '8D251BC0C8FC4F67C4794A901C1623050220902CCC610185614A8825ABEDD162');
INSERT INTO public.audit VALUES (19, 639315154964250711, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '365EFF683263FF0071328941C2071D0B5ECAB81274CAF0E93E2A5FF8FF9DE8D8');
INSERT INTO public.audit VALUES (20, 639315154964250960, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '7FC3E48352EA2FD010B131475543F9EEB654DF8D7178C6629EBF5B59569C52F4');
INSERT INTO public.audit VALUES (21, 639315154964251014, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, 'EA5F869BB583BDDACC60CAE8167B4039871F68A95431E7A5F5FCAC45713D0E39');
INSERT INTO public.audit VALUES (22, 639315154967377890, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'training', NULL, 'serial:5B9F2FEF', 'postgres', 2, '30DDC1DEFB2F4AAEDC2A017241740E84277266743DC47E4049A7A68AF9B30A7E');


--
-- Data for Name: audit_days; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_days VALUES (1, 739948);


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, '30DDC1DEFB2F4AAEDC2A017241740E84277266743DC47E4049A7A68AF9B30A7E');


--
-- Data for Name: authorities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorities VALUES ('local', '6D635DD77D618B68911F6CA46DF0F178064C0E19', 1, 639315154943593442);


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639315154944150300, 639315154947879057, 639315154952758594, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639315154964241829, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639315154935534574, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315154935534574, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639315154935534574, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315154935534574, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639315154947382979, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315154935534574, 'B-000001', 639328031990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639315154952758594, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315154935534574, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639315154964241829, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315154935534574, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639315154964241829, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315154935534574, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '013C03029B8630C15F2BD0E75C0B674BE0', 'CN=Temporary card T-00001', 639315151940000000, 639328031990000000, 'Active', 0, 0, NULL, NULL, '\x308201ee30820173a0030201020211013c03029b8630c15f2bd0e75c0b674be0300a06082a8648ce3d040303302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132393032313331345a170d3236313231333233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d0301070342000423223fee977b6dc1dac058cfbe9c5b05121c1732b6df2ddace2718e96e0df26378aa32e4b34638acc7c2383cd68cae31fa8cc8dcd772d5689df8432d851ee67ba38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e04160414625c83616870b57037ac436cbf4e34528b3c0176301f0603551d230418301680146d635dd77d618b68911f6ca46df0f178064c0e19300a06082a8648ce3d0403030369003066023100ae45ed2cdd3de7388d2ce0eafb9b4ff71d37201f4c23e5c99cb4c18332c23dc8de6a569311924cab15c2924ab773758a023100c59bb95e348a7e503c22f1c6e649545e611bf0427917a57a662aa55fc08b31579ef5f5202b8243cbd76710f5893ce709', 1);


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.facts VALUES ('store-id', 'f5be0aab-5b82-4fa5-b29c-b29fbce2730e');
INSERT INTO public.facts VALUES ('time-zone', 'Etc/UTC');


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'station:27464:a1718b643e0c44f984973385991251f4', 639315155264241829);


--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'training', 'Succeeded', 639315154946454960, 639315154947382979, 'serial:D33ABAFC', 'b69d18d1-89df-4913-8934-5551fed00349', 639328031990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChQYJKoZIhvcNAQcDoIICdjCCAnICAQAxggH9MIIB+QIBADAyMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIIEyLSjrtpmo4wPAYJKoZI
hvcNAQEHMC+gDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgB
ZQMEAgEFAASCAYCo/9s+EqBtf5JHm73f6qUg74raJDiRI4hLka5T6r8IhEe6x1bs
I6F+6g0tghXKprNtMlfAB/rdKtmIdWDZ8xeub3l7LxcGvnsBsgjvV3+ZoWbsZmIl
dYoM8UeCcQttYD0V7KSZSnpS/I7hVhxIG+MudZsnyVlAIvYmDFxchCEyTcQZMo9j
GVE7RR23TG9C8RdBzkqTa5x2ELmDhm+mkPPtBIb8Z96UpCYFecRHhIC6HnOyeTLk
ivKK/qsn435iTjTNBrUXsjK6Zg+r+LQiLa4wF6epZJtFFD5qGsPNj0GADR7qNTP1
f6dvfixW9nqiPCef5eW1+3m/F2YvmOxpg3ZurD6RLr0rC+nxYMS+g6iG4jP5eKIe
KlaZD4TDgYg0fH4iL8bkgF6+0JlVxra3DdxVOi6F1rVJEDW45i/M8zhg+vLN3oVU
PccMeIfexgO33D3sRyVkGRB45gI3I9Jgxv7r7rUkhtvQcCI2MBc+FKBr6mFQKR4O
C2U79s1f/Xooe1gwbAYJKoZIhvcNAQcBMB0GCWCGSAFlAwQBKgQQXMPHCrP5EQCY
Q4IFI+zWsIBAFpin2Skdz1dG5MWyBAgJ4W6LeN/+DfLpZIIUCuA3j2Ym8y4yJ0Lq
i/e3OpxHsaCGt0xOPGdqoLV49WW6+hIrhA==
-----END CMS-----', '[]', 'SP 800-108 from master 5ADDA94D', 1);
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'training', 'Spoiled', 639315154947559826, 639315154947630691, 'serial:D33ABAFD', 'ba051ac9-3702-487b-bf64-11f37afb009f', NULL, 'TempCard.CardRemoved', 'The virtual card D33ABAFD was removed while it was being worked on.', 'released', NULL, '[]', 'SP 800-108 from master 5ADDA94D', NULL);
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'training', 'Started', 639315154967369635, NULL, 'serial:5B9F2FEF', 'c5fed35d-6047-42a2-8447-59c5f5e96efd', 639328031990000000, NULL, NULL, NULL, NULL, '[]', 'SP 800-108 from master 5ADDA94D', 1);


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (6);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'station:27464:a1718b643e0c44f984973385991251f4');


--
-- Name: certificates_by_serial_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.certificates_by_serial_id_seq', 1, true);


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
-- Name: certificates certificates_by_serial_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_by_serial_pkey PRIMARY KEY (id);


--
-- Name: certificates certificates_by_serial_serial_number_authority_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_by_serial_serial_number_authority_key UNIQUE (serial_number, authority);


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
-- Name: cards_requested_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_requested_number ON public.cards USING btree (number_key) WHERE ((state || ''::text) = 'Requested'::text);


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

CREATE INDEX certificates_pending ON public.certificates USING btree (try_at, id, authority) WHERE (state = 'RevocationPending'::text);


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
-- Name: certificates_to_revoke; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX certificates_to_revoke ON public.certificates USING btree (id) WHERE (state = 'RevocationPending'::text);


--
-- Name: productions_body; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX productions_body ON public.productions USING btree (body_id, live) WHERE (body_id IS NOT NULL);


--
-- Name: productions_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX productions_card ON public.productions USING btree (card_key, started_at);


--
-- Name: productions_failed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX productions_failed ON public.productions USING btree (started_at, id) WHERE (error_id IS NOT NULL);


--
-- Name: productions_live_guid; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX productions_live_guid ON public.productions USING btree (card_guid) WHERE ((live IS NOT NULL) AND (card_guid IS NOT NULL));


--
-- Name: work_batch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX work_batch ON public.work USING btree (batch_id, id);


--
-- Name: cards cards_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cards
    ADD CONSTRAINT cards_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


--
-- Name: certificates certificates_by_serial_production_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.certificates
    ADD CONSTRAINT certificates_by_serial_production_id_fkey FOREIGN KEY (production_id) REFERENCES public.productions(id);


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


