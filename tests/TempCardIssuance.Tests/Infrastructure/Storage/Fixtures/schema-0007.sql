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
-- Name: pending_orders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pending_orders (
    production_id text NOT NULL COLLATE pg_catalog."C",
    authority text NOT NULL COLLATE pg_catalog."C",
    profile text NOT NULL COLLATE pg_catalog."C",
    request_id text NOT NULL
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

INSERT INTO public.audit VALUES (1, 639315342291940953, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '432BDC056D40013EF10E1F8A63F5E126FA8A63A32DD65F30AE43CBF21FE1B414');
INSERT INTO public.audit VALUES (2, 639315342291941235, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '0944C71B6D00BFEF6BFDD2C23B8BF09DCAD7D7C2C4237D68E7E76BED01A0842B');
INSERT INTO public.audit VALUES (3, 639315342291941237, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '77902F402B07F45534D0CFC1B8ADE0544315007C7BE8690AE619E90FF2B7BC5C');
INSERT INTO public.audit VALUES (4, 639315342291941240, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'A2BECDE5EB53877355984C1D2D0E919FC99ED368E2F50B401DB596D929195B7D');
INSERT INTO public.audit VALUES (5, 639315342291941242, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '141388E3C63632FDF69192EC9C25197A04E713EB50986B9B8653F191EDC33A2D');
INSERT INTO public.audit VALUES (6, 639315342291941249, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'BEB3A61FD8EF4F10752CF5D41D0EDCB34EDA8C354672E82B5C79843E1F0B43E4');
INSERT INTO public.audit VALUES (7, 639315342305201600, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'F4CEB7AFADE7DEDB9DDD0D89E9AE044FC5A5F0804E6D5B5AB4CD8E4F7AA4D0BD');
INSERT INTO public.audit VALUES (8, 639315342305201975, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '82AE05F605BCA1756936C1808C6E5199D585A5C245CDD6CA905D52F885665BBA');
INSERT INTO public.audit VALUES (9, 639315342305202096, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'CB93A7BE0AB24371E2A1A18C678E74B126E357DC73EEB326A375EB010E582CE7');
INSERT INTO public.audit VALUES (10, 639315342306485129, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:1E065B93', 'postgres', 2, 'AC6131BBB0CAB4B8DB732D6FC5D92ABAA84115F5AC0DBBD17AD120BEC9D30E26');
INSERT INTO public.audit VALUES (11, 639315342307109469, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'authentication 01EC079B9436261A23096C5B93CE2A662E', 'postgres', 2, '552620CB008FE0EF21BBFA6411D0CCB5DED938B9FC1E6B9989E6949B7B6EDDB4');
INSERT INTO public.audit VALUES (12, 639315342307238790, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:1E065B93', 'postgres', 2, '14EE2BF666E3D4752B159B26AA3510C4AF6D24E5A685DCF152FEC9C8CFDBA420');
INSERT INTO public.audit VALUES (13, 639315342307333949, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, 'serial:1E065B94', 'postgres', 2, 'D97BBA64FC8D3F388B6BCE3CD06D2EFE295BBA56413ED88E880AFD2968EBA0B4');
INSERT INTO public.audit VALUES (14, 639315342307386811, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', 'TempCard.CardRemoved', 'The virtual card 1E065B94 was removed while it was being worked on.', 'postgres', 2, '06D40FD8F819146A8E09D70673889BA899396AE18C01CF2D9E4A176BDB9ED174');
INSERT INTO public.audit VALUES (15, 639315342307592653, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '1D5E33C461828014FD52293468C0F3A5B9F798FC0080D83E29918CDDE8F2FF13');
INSERT INTO public.audit VALUES (16, 639315342311948634, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, NULL, 'postgres', 2, 'A9214DE1701F2F7D35A1BE30BD6266A7978D0A42AFC21721DFE867F3AE3004EF');
INSERT INTO public.audit VALUES (17, 639315342311948635, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'B4FC1E27C4CEDFFE9CCAFF9CE5A8ADE7CC9696942862A21F38061E1407EC1BE2');
INSERT INTO public.audit VALUES (18, 639315342311945762, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'F93752FA7024519447BD7DE7687F0DFCB51F643B4809C23E214994E2DFDAC527');
INSERT INTO public.audit VALUES (19, 639315342319384354, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '14A01A3A14E1482014BF49CA7DC5F71C6DAED55F7E602140FDED8BBF596B19B8');
INSERT INTO public.audit VALUES (20, 639315342319384623, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '51CE3B4BE30678A9352EAC1F6018ED336655CED9D8C4FE8F3A5C3F4481608E75');
INSERT INTO public.audit VALUES (21, 639315342319384677, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '00DF053182FEBB9BB6F25D733276FCFA6032B6E670DF5F0E20655F5FC09C2399');
INSERT INTO public.audit VALUES (22, 639315342321354764, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'training', NULL, 'serial:37CA82B7', 'postgres', 2, '3DA6F24B9599F93F933F40F5AFFFB24614F86DE1386DCE4E5B83F3DB67D2460B');


--
-- Data for Name: audit_days; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_days VALUES (1, 739948);


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, '3DA6F24B9599F93F933F40F5AFFFB24614F86DE1386DCE4E5B83F3DB67D2460B');


--
-- Data for Name: authorities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorities VALUES ('local', '9535DB8A27A19EA7F4E6EC63B996B9D5BF17C286', 1, 639315342304885454);


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639315342305195723, 639315342307592396, 639315342311922226, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":14}', 2, 639315342319379097, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639315342291937354, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315342291937354, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639315342291937354, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315342291937354, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639315342307238303, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315342291937354, 'B-000001', 639328031990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639315342311922226, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315342291937354, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639315342319379097, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315342291937354, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639315342319379097, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315342291937354, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '01EC079B9436261A23096C5B93CE2A662E', 'CN=Temporary card T-00001', 639315339300000000, 639328031990000000, 'Active', 0, 0, NULL, NULL, '\x3082030e30820176a003020102021101ec079b9436261a23096c5b93ce2a662e300d06092a864886f70d01010b0500302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132393037323533305a170d3236313231333233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d030107034200040aee31c98648b5135999f2df001ceb83f889a3dc32437493c8b4666f071a8d195218d6e0251eed5118a86e233f3b11e2a8a973730e6671935128361a2a12f476a38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e04160414a4939835bfd8c19c3136820b363b28e6ee750405301f0603551d230418301680149535db8a27a19ea7f4e6ec63b996b9d5bf17c286300d06092a864886f70d01010b0500038201810048b8036cf24a08c905a6afc1590d99c0e2876cecb6a603e740ddf6c3c9013760c9674014924408bc32201c66ea10ee8d18ce52e2d2ceecdf53965b5771ffc7d3f9ef050f202fab9607d8d2138ae570e48d73936ec9e267057a3132ecf92828622678c002a40a5c54ca884de9d140488266680d471a8acca88337c28f809192722a698a2fef109fab53567068474e1544e13c93554aa72fce031e4e23c49b3a9eaa0244bbcdb92bc9f109e71a4feee006803bf4c0e0f55c2e5ac1d89ca0fb9b36ee42bc8405214ec1a85c7a06242be5cad5b76d37ab10786b14a6aee650e7aac3efc1021b5fdad4b8a4d10603041714f2e5b20310cc05837700d9a6472e7db491293221c2d02d62340673d97143c9e887562299955e4679a74d2c9db71e80b9df996434a4dd20cdb791bb1ea09172ba3fa53b763f70fb09eee20f2ed3fc89f2875e2eaa7ebc1c12d94169946067bb7d150228f7d87cd0c9dd8b388286e6347d9b9b4ab81579e9b860b86cd5a4ab35717b122ace405bde6245a0428b3f20296ada', 1);


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.facts VALUES ('store-id', '24d5b021-b2d8-43da-80c5-6b8594e262b0');
INSERT INTO public.facts VALUES ('time-zone', 'Etc/UTC');


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'station:19853:51709c997f204f3db281676459ecac5a', 639315342619379097);


--
-- Data for Name: pending_orders; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'training', 'Succeeded', 639315342306481051, 639315342307238303, 'serial:1E065B93', 'ba2ced76-8f57-4734-a155-3dbf038377e1', 639328031990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChQYJKoZIhvcNAQcDoIICdjCCAnICAQAxggH9MIIB+QIBADAyMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIIQOte1MXnfe8wPAYJKoZI
hvcNAQEHMC+gDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgB
ZQMEAgEFAASCAYARpw2puoWlwi61GU2HZ+b/S+yijUG0D8F3OxPUC9A68apFTkqr
PIGoxPB5blOV2B5CWVxqztKHgNDk5Vv2gVnCn7jHyDhwbWvgHBkIrNe1BiILPJ71
W3bIUyu1rybnRrmAD6TTVqb583A+s3EEf/laijPPPsDLXt23oN5VeETgtIHgSZlx
RrlUKqHih9Lz2gALdra1W9bcMps3OLAxf3spk2JoLc+VZwITniAW3HL9OJMD1oVD
0D/iCv6QUk9qbiLZTjK5zeNl4Q9MvZGbr1Z9peULYMd1ApL4xG2/seOGipTlLa8x
Zx9kt1x7N3TOWfIASgBD4m+8+gl5tOeZJ8yJ6vs3SsvkgxQE9YSmtMrkDrR3w3ps
nVVKdUMaPDABUUjcjkQ4/1emwMcae4BjL1+0AJMEq6sbsgpOUsNGhyVZqmvAJcsF
9FxCJySD/F8eRWcMelx88W+voZPDiwTvDtP7F+yHsGohdafA6X+AoIjm1dlbg1wC
GTHZ3HPjbY+YjXowbAYJKoZIhvcNAQcBMB0GCWCGSAFlAwQBKgQQf8b8KkFQ0rsw
Cl5BB8FWLoBAsASnE3y7o8fIjLd+LSpJ/cpS9xL5i6hzTb1Kck1EVQycbJAMrqsm
0P8m1ddKFVSNzH1T6loAavfIFr3umFZVNA==
-----END CMS-----', '[]', 'SP 800-108 from master 3CB206C5', 1);
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'training', 'Spoiled', 639315342307333423, 639315342307386569, 'serial:1E065B94', '5c27c854-8845-4a97-a5ed-5f22d3f86d4c', NULL, 'TempCard.CardRemoved', 'The virtual card 1E065B94 was removed while it was being worked on.', 'released', NULL, '[]', 'SP 800-108 from master 3CB206C5', NULL);
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'training', 'Started', 639315342321347463, NULL, 'serial:37CA82B7', '7befc9e1-11ef-487f-b33d-1e9d51dd88f1', 639328031990000000, NULL, NULL, NULL, NULL, '[]', 'SP 800-108 from master 3CB206C5', 1);


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (7);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'station:19853:51709c997f204f3db281676459ecac5a');


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
-- Name: pending_orders pending_orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pending_orders
    ADD CONSTRAINT pending_orders_pkey PRIMARY KEY (production_id, authority, profile);


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
-- Name: pending_orders pending_orders_production_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pending_orders
    ADD CONSTRAINT pending_orders_production_id_fkey FOREIGN KEY (production_id) REFERENCES public.productions(id);


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


