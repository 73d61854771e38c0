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
    valid_until bigint,
    held_by text COLLATE pg_catalog."C",
    ends_at bigint
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
    place bigint,
    reason text
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
-- Name: hand_overs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.hand_overs (
    number bigint NOT NULL,
    card_key text NOT NULL COLLATE pg_catalog."C",
    production_id text COLLATE pg_catalog."C",
    event text NOT NULL,
    held_by text COLLATE pg_catalog."C",
    until bigint,
    reason text,
    made_at bigint NOT NULL,
    voided bigint,
    ended_at bigint,
    tries bigint DEFAULT 0 NOT NULL,
    try_at bigint NOT NULL,
    error text,
    taken_by text COLLATE pg_catalog."C",
    taken_until bigint
);


--
-- Name: hand_overs_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.hand_overs ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.hand_overs_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: holders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.holders (
    reference text NOT NULL COLLATE pg_catalog."C",
    card_key text NOT NULL COLLATE pg_catalog."C",
    holder text,
    holder_key text COLLATE pg_catalog."C",
    place bigint,
    granted_at bigint NOT NULL,
    until bigint NOT NULL,
    ended_at bigint,
    soon_at bigint,
    overdue_at bigint
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
-- Name: letters; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.letters (
    number text NOT NULL COLLATE pg_catalog."C",
    production_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    copy bigint NOT NULL,
    state text NOT NULL,
    printer text NOT NULL,
    job text,
    message text,
    begun_at bigint NOT NULL,
    ended_at bigint,
    void_at bigint
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
    live bigint DEFAULT 1,
    needs_look bigint,
    print_job text,
    sealed_puk text,
    pin_set_at bigint
);


--
-- Name: schema_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_version (
    version bigint NOT NULL
);


--
-- Name: second_orders; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.second_orders (
    order_key text NOT NULL COLLATE pg_catalog."C",
    operator text NOT NULL,
    ordered_at bigint NOT NULL
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

INSERT INTO public.audit VALUES (1, 639315612462414122, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '88AD40859233996F5212B135EE252A98D76AE3654CD962CB75D8716AFE5CAB31');
INSERT INTO public.audit VALUES (2, 639315612462414791, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '72230C3107F607EC2952E9DD8DA26BFA6B912E0BC65CA98C07401F2DBACF1793');
INSERT INTO public.audit VALUES (3, 639315612462414792, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'F3FDDB3C76A3E50BC5B82EE627B41873C23D1AF5CC4E05F3659EF30590ACCB0F');
INSERT INTO public.audit VALUES (4, 639315612462414793, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '19EE0A3CF0E561386746BFFDF541F65D07E9DEEBE80E55617F15B5772CA775A7');
INSERT INTO public.audit VALUES (5, 639315612462414793, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '318BF6E3A71B746F771884ACB93846187FAF652311310600288ECD791BF935E9');
INSERT INTO public.audit VALUES (6, 639315612462414797, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'F04BFA4726C4CDAC89E16C972512F57E184774C36B1C6F9F2145859106A59C75');
INSERT INTO public.audit VALUES (7, 639315612478429504, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'BBCAF38F06B20B883E8A4B9910493A590D9EE6407AFDE5F921813C92DBBBC523');
INSERT INTO public.audit VALUES (8, 639315612478429883, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'DF915EAA39ED0130FDD1CB3BDB1F593CBD30CC9BD62C5F7AD9D6A36F5E82DD98');
INSERT INTO public.audit VALUES (9, 639315612478429942, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '9CF8771A1C3D58D71BAE48C686139257BE133BA7691B8C3EC251A4318D3DBC6C');
INSERT INTO public.audit VALUES (10, 639315612480363081, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:895BC42E', 'postgres', 2, 'F7305452C63ADC8F2748BCE5590E005F734C5304D3C3686FC4A2C27D8E71796B');
INSERT INTO public.audit VALUES (11, 639315612481026084, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'authentication 014862F19B3D1B1A8AE1941A65464D2734', 'postgres', 2, '6C5B507676AF28399F038EB5EE5ACC885E4F750CECFB64094DDB4C30ACDE6E27');
INSERT INTO public.audit VALUES (12, 639315612481180464, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:895BC42E; PIN sealed as B74A544469C66EEFE56EE4D6FBA64CA29D733AC7AD4AC9CB64ED5446F4C5C2F1 for CN=TempCardIssuance PIN reader (A2D24583)', 'postgres', 2, '856CD554F15E12CA8C913D2A4C0FC6E4AB98402BF5F40E0A8FF428DAD8EDE45E');
INSERT INTO public.audit VALUES (13, 639315612481313121, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, 'serial:895BC42F', 'postgres', 2, '00A0FF173EF1B412401338435AAAD84AB3F2032B46D6E1D52D7D4420E497CB9D');
INSERT INTO public.audit VALUES (14, 639315612481366863, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', 'TempCard.CardRemoved', 'The virtual card 895BC42F was removed while it was being worked on.', 'postgres', 2, '441EED42E6657D8001C219581F2E2EAC6799DF81921780923764E84AFF56B16E');
INSERT INTO public.audit VALUES (15, 639315612481548589, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '064B74D9D644016DA5CCB57AF149FD4DF9575D1E91A40426D62C3F245D79ED15');
INSERT INTO public.audit VALUES (16, 639315612485642809, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, NULL, 'postgres', 2, '16C57F1A4A07FCABB3BCB38286AC01EC7AEC90DE1E73A4EF3F3258E3D46A28C8');
INSERT INTO public.audit VALUES (17, 639315612485642811, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '3F945C1C146527F3E5DA2A0C935A2AFFC5E152CBEF9223DFBBF2E1A6D2F48E32');
INSERT INTO public.audit VALUES (18, 639315612485629803, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'C04F85A70EDF6318B562F2CADF4475C85AB8A306D02B0FAA745DEDB57B1D9DBB');
INSERT INTO public.audit VALUES (19, 639315612492768558, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '35F52899AFF19F95A43021197FBF3D773FD6BF660FD4613A5D5D0ED982CA8AD2');
INSERT INTO public.audit VALUES (20, 639315612492768778, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '6745E2176580AE887BFE41E5B98F786788449FD3EFF0BF5E008CCA6BF6CEF0DE');
INSERT INTO public.audit VALUES (21, 639315612492768828, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '12C28D9240F1AF09D17FB585BD597706BD63B3267B83ED7118456ABF9F58D7A8');
INSERT INTO public.audit VALUES (22, 639315612494636576, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'training', NULL, 'serial:0B46DEB8', 'postgres', 2, 'D075A1597790BC559F2B4E99E873EF759E4B8737052CF033024A91F42E9E19EB');


--
-- Data for Name: audit_days; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_days VALUES (1, 739948);


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, 'D075A1597790BC559F2B4E99E873EF759E4B8737052CF033024A91F42E9E19EB');


--
-- Data for Name: authorities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorities VALUES ('local', '062552ABF7D26A6BF728009DE78E4ED3FD05AB50', 1, 639315612477927224);


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":90}', 2, 639315612478423568, 639315612481548537, 639315612485613977, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":90}', 2, 639315612492762177, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639315612462411657, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315612462411657, NULL, NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639315612462411657, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315612462411657, NULL, NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639315612485613977, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315612462411657, NULL, NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639315612481178786, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315612462411657, 'B-000001', 639393695990000000, NULL, 639393695990000000);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639315612492762177, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315612462411657, 'B-000002', NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639315612492762177, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315612462411657, 'B-000002', NULL, NULL, NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '014862F19B3D1B1A8AE1941A65464D2734', 'CN=Temporary card T-00001', 639315609480000000, 639393695990000000, 'Active', 0, 0, NULL, NULL, '\x3082030e30820176a0030201020211014862f19b3d1b1a8ae1941a65464d2734300d06092a864886f70d01010b0500302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132393134353534385a170d3237303232373233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d030107034200048223b98246e09c3ff527f64de31f0767693a96759d302c7fd8b644aa5870bf221828ed8589375bc837d03b6f44a503fe536bef969a525c235c00dfc997059a2aa38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e04160414a5be26eda8c118a9150e8c8cb13495549b658192301f0603551d23041830168014062552abf7d26a6bf728009de78e4ed3fd05ab50300d06092a864886f70d01010b05000382018100489cdb275b70f9f70f639ca2caf299aaef3289f2b7a43338223c2c2799a449a86fabbaf316b7fccf1d84902966257fc9f67bc86552d9427c8781c988a462f1b08e73ac2488429befaf7be936f87103415140d60d7a83314221ee1975c5f36d7c1efb0d59fd2e7b2004dc49fa72ed4555abf16c35a6cd0afcbdbc0d78a10063fd35d0416703d75fe89895eaa3b94ba230ab996ac0ea6b73f5f533742d5105c8f66bb8c6f056bfbb648ca9e426c16b49c55d9163b7bb3da17ff4b511a17b5981c3cb0b2aa041fd2560bb5d06597d6f10122b8f9bbc80cde6ae259051d2a7dea4f03e75cb2335102db263d802eea291b8c3421473fad587b5a40697520de0328ff39b138969a4c3b8f339b637289a359889b2b21ef098874eb20bfb866e1e27aabe31f9710b3e5eeacb8f93fbeacefc5db4cffeed237c7c11c001518e6de76807de517854728f9209e1e654eff7adcef6f9bb76b47c75078aae10019133be1908fdefa5fcaef2c10fa0106f2489ec407389f33a5cc6b12613b90b2a6561eb6691a3', 1, NULL);


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.facts VALUES ('store-id', '26ecc6c7-5941-441c-bedc-d7a2d65f4044');
INSERT INTO public.facts VALUES ('time-zone', 'Etc/UTC');


--
-- Data for Name: hand_overs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: holders; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'station:22932:4523066a00d04d829ef463ff1466889b', 639315612792762177);


--
-- Data for Name: letters; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: pending_orders; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'training', 'Succeeded', 639315612480359344, 639315612481178786, 'serial:895BC42E', '044f333b-f4b1-484f-a17d-7e6144874b33', 639393695990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIC5wYJKoZIhvcNAQcDoIIC2DCCAtQCAQAxggH9MIIB+QIBADAyMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIILfkQUcNdIbIwPAYJKoZI
hvcNAQEHMC+gDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgB
ZQMEAgEFAASCAYAwQED4ZrocarMBjdnUeSy5RbQtUEJl4ThMsOmbLJggWjqi2EcY
tgMsHOATZEOg2cdVPKVkG/Jg5P8tzhDyoHmuCG+AMHeoagI8qovB82I+gwBynlVn
6nl+FoN0Ct0UXgPuU8KK0rdIKwWJmAsDO+htrkfRGdPWSMZo0ccfA0NmICgH50F+
/C4YHvtjZpIRm05SXUXcao6N3i4Ql2LPAu7yM2kb/6IxB1Dq8hyMSlo1EGb5mWVi
B7m9tZ7+4YEKh4X+nsmKaKFXyQtUb/d8C0NY+Z/Naqx4UVaFm6vGeKNOnkgAjv/I
yDXr84D1CzRTtyc1g5bdAGg4dnDnXxA4A8m5rk3eOKDqs/phGSZL3TjjQnBpdraF
2fPJI27e5IgW4lEytkRvtHfh4Chc3+Lv3/dyg5s2kX3a5qRl7eV0jEGvbsrnEoQF
TW+BFfVMHApumYUKmow+n5AFnaMjvUgrK0pK2vwycNCqdCiKX5GSpyy3quAhyD3F
9xxCrKd4yza8rygwgc0GCSqGSIb3DQEHATAdBglghkgBZQMEASoEECqvLHOwp+ma
wowhuk2gTxKAgaD8uBatLJBOBCA0Q5xtuIEPUpwVPnLLRgbW+bPNAwRY6q1ZX+WI
sWx0BgLEO5n6/l09LkIZezDKb7HPYanUWDlanAKhSyuHXavyb1dInPQGbRW0WLiz
h/6YE5UTsj4XRqR+OAqMGbTfq3cEGBnJKFtvyO+dsNi8DW7NOJLoIN+IjI7ndjCC
uoQBscUzAd683nKCN8EqJLTNjpiUqI9CskDq
-----END CMS-----', '[]', 'SP 800-108 from master 3C118C50', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'training', 'Spoiled', 639315612481312303, 639315612481366502, 'serial:895BC42F', 'd8c038bd-9063-4563-880e-e0f55b30f05f', NULL, 'TempCard.CardRemoved', 'The virtual card 895BC42F was removed while it was being worked on.', 'released', NULL, '[]', 'SP 800-108 from master 3C118C50', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'training', 'Started', 639315612494628199, NULL, 'serial:0B46DEB8', '55095693-9953-49ea-b21a-ca98d94e306e', 639393695990000000, NULL, NULL, NULL, NULL, '[]', 'SP 800-108 from master 3C118C50', 1, NULL, NULL, NULL, NULL);


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (9);


--
-- Data for Name: second_orders; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'station:22932:4523066a00d04d829ef463ff1466889b');


--
-- Name: certificates_by_serial_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.certificates_by_serial_id_seq', 1, true);


--
-- Name: hand_overs_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.hand_overs_number_seq', 1, false);


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
-- Name: hand_overs hand_overs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT hand_overs_pkey PRIMARY KEY (number);


--
-- Name: holders holders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.holders
    ADD CONSTRAINT holders_pkey PRIMARY KEY (reference);


--
-- Name: leases leases_by_owner_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_by_owner_pkey PRIMARY KEY (batch_id, owner);


--
-- Name: letters letters_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_pkey PRIMARY KEY (number);


--
-- Name: letters letters_production_id_kind_copy_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_production_id_kind_copy_key UNIQUE (production_id, kind, copy);


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
-- Name: second_orders second_orders_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.second_orders
    ADD CONSTRAINT second_orders_pkey PRIMARY KEY (order_key);


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
-- Name: cards_ends; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_ends ON public.cards USING btree (ends_at, number_key) WHERE (ends_at IS NOT NULL);


--
-- Name: cards_held_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX cards_held_by ON public.cards USING btree (held_by) WHERE (held_by IS NOT NULL);


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
-- Name: hand_overs_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hand_overs_card ON public.hand_overs USING btree (card_key, number);


--
-- Name: hand_overs_holder; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hand_overs_holder ON public.hand_overs USING btree (held_by) WHERE (ended_at IS NULL);


--
-- Name: hand_overs_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hand_overs_waiting ON public.hand_overs USING btree (card_key, number) WHERE (ended_at IS NULL);


--
-- Name: holders_card; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX holders_card ON public.holders USING btree (card_key);


--
-- Name: holders_ended; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX holders_ended ON public.holders USING btree (ended_at) WHERE ((holder IS NOT NULL) AND (ended_at IS NOT NULL));


--
-- Name: holders_holder; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX holders_holder ON public.holders USING btree (holder_key) WHERE (holder_key IS NOT NULL);


--
-- Name: holders_place; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX holders_place ON public.holders USING btree (holder_key, place) WHERE (place IS NOT NULL);


--
-- Name: holders_running; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX holders_running ON public.holders USING btree (until) WHERE ((ended_at IS NULL) AND (overdue_at IS NULL));


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
-- Name: hand_overs hand_overs_card_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT hand_overs_card_key_fkey FOREIGN KEY (card_key) REFERENCES public.cards(number_key);


--
-- Name: hand_overs hand_overs_production_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.hand_overs
    ADD CONSTRAINT hand_overs_production_id_fkey FOREIGN KEY (production_id) REFERENCES public.productions(id);


--
-- Name: holders holders_card_key_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.holders
    ADD CONSTRAINT holders_card_key_fkey FOREIGN KEY (card_key) REFERENCES public.cards(number_key);


--
-- Name: leases leases_by_owner_batch_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.leases
    ADD CONSTRAINT leases_by_owner_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batches(id);


--
-- Name: letters letters_production_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_production_id_fkey FOREIGN KEY (production_id) REFERENCES public.productions(id);


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


