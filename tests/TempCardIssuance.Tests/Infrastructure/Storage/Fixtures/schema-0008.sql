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
    ended_at bigint
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
    live bigint DEFAULT 1,
    needs_look bigint,
    print_job text
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

INSERT INTO public.audit VALUES (1, 639315481830593996, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'DC261DCDFAE348EDE8C526E96431AC9FABF6685836204F112C8F4E5EEFCEE524');
INSERT INTO public.audit VALUES (2, 639315481830594040, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '920773D1C801EFE065BB0D942C3CC7EC26382BB53466A82BFBEBF9AE69944604');
INSERT INTO public.audit VALUES (3, 639315481830594042, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '9F56A5DF1867D614871E6F1BB82D9239F68600D7161D047C6604F96E65BF9576');
INSERT INTO public.audit VALUES (4, 639315481830594043, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, 'A5D7287B6C0605456F4D888733118A6DEE390BF3E0DF3AC031B7A986A93B9EEA');
INSERT INTO public.audit VALUES (5, 639315481830594043, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '45EEC0D992F57A9BCD1BBD008F6EBD02820D97DAF9A4CB9A475EFF92DCDB2BC2');
INSERT INTO public.audit VALUES (6, 639315481830594046, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'postgres', 2, '5C44C279E4A58FD3338ED748C3CB976DE466BF03C1682456B65BC94E218A9A9A');
INSERT INTO public.audit VALUES (7, 639315481840454384, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '4D0FE3E7F4102CD752CADA16FDC24C24294376B59159EBD45028670C4676926B');
INSERT INTO public.audit VALUES (8, 639315481840454595, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, 'F84073C35E42F3E76EC282B582EBAAC10A801E31A3E0AE21CD8348B629EF2B4E');
INSERT INTO public.audit VALUES (9, 639315481840454641, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '492A94C3CA0D18827F1036EE297DAB29D2697611341E0DD4042E75FA73819F82');
INSERT INTO public.audit VALUES (10, 639315481841475725, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:38A73FBC', 'postgres', 2, '6D0009061B514DE0161DDF2AA0D397E03E6AE324C1DF16C0E74237AD0FFB3DF3');
INSERT INTO public.audit VALUES (11, 639315481841916055, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'authentication 01B7527924856273F608031621FC3853B5', 'postgres', 2, 'CC0B26D8970B8B4DC808AF2797E1DBA1C8A7C84CFB4EFD294D82499979772346');
INSERT INTO public.audit VALUES (12, 639315481842034849, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'training', NULL, 'serial:38A73FBC', 'postgres', 2, 'E81B22BE06C001635572C8A8EA080CD9CC63BC054D1D28D92E9C57C827402A1E');
INSERT INTO public.audit VALUES (13, 639315481842166540, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, 'serial:38A73FBD', 'postgres', 2, 'B456511758C5C47E7CB952E9FA4F26D818A8A923B3B16C041FE5296123BA4111');
INSERT INTO public.audit VALUES (14, 639315481842208564, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', 'TempCard.CardRemoved', 'The virtual card 38A73FBD was removed while it was being worked on.', 'postgres', 2, '8BF490C6E29B548805746CF679F1CA8F4B7EC5665250741EADA72A284FF2BCAF');
INSERT INTO public.audit VALUES (15, 639315481842387238, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '6C5C8E2E40174F9AA81C97064C7D8E2330EE76352975DDE6A965D6B4BF12C099');
INSERT INTO public.audit VALUES (16, 639315481846149142, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'training', NULL, NULL, 'postgres', 2, '8E45DDEC1F8C1136830A522C8F118D7090CAAB71ED15EA85C04522F2F3A23C65');
INSERT INTO public.audit VALUES (17, 639315481846149145, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '9DD657451B9221B1E851598A7DD9A09153603884C489DD905B16B1E4373C4A6F');
INSERT INTO public.audit VALUES (18, 639315481846137576, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'postgres', 2, '4BF2314FBDBCE11C88E813ACF1E7D24080034A0FE7CE7CA6850693F318BD15E7');
INSERT INTO public.audit VALUES (19, 639315481853223494, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '029344C9F26F9E04561B559DD2C202EEF2347259C513869143191836D4BF4C34');
INSERT INTO public.audit VALUES (20, 639315481853223721, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '1D73B29107083FD35DA7AB1EDF2B725ACD11D0B081694EFF663E1331DC4A0EB0');
INSERT INTO public.audit VALUES (21, 639315481853223770, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'postgres', 2, '6BD5C0EACA70F467F4EFC91CCD828B8D2C0B896FA7B601755E5DDC8A9AA7840A');
INSERT INTO public.audit VALUES (22, 639315481855166284, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'training', NULL, 'serial:80932C11', 'postgres', 2, '7A16EC40AA2327D2BAEDFD7BFFFDD4891BAD22AFB66F060F2F9F42CA95E9E908');


--
-- Data for Name: audit_days; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_days VALUES (1, 739948);


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (22, '7A16EC40AA2327D2BAEDFD7BFFFDD4891BAD22AFB66F060F2F9F42CA95E9E908');


--
-- Data for Name: authorities; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.authorities VALUES ('local', '52129D47BB08E55740ADA3A52B311FB57EC66D50', 1, 639315481840156568);


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":90}', 2, 639315481840449603, 639315481842387049, 639315481846121826, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":false,"stations":["training"],"validityDays":90}', 2, 639315481853218480, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639315481830591900, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315481830591900, NULL, NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639315481830591900, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315481830591900, NULL, NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639315481846121826, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315481830591900, NULL, NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639315481842034390, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315481830591900, 'B-000001', 639393695990000000, NULL, 639393695990000000);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639315481853218480, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315481830591900, 'B-000002', NULL, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639315481853218480, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639315481830591900, 'B-000002', NULL, NULL, NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '01B7527924856273F608031621FC3853B5', 'CN=Temporary card T-00001', 639315478840000000, 639393695990000000, 'Active', 0, 0, NULL, NULL, '\x3082030e30820176a003020102021101b7527924856273f608031621fc3853b5300d06092a864886f70d01010b0500302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132393131313830345a170d3237303232373233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d030107034200048a9b1c5d174ff067383477185fea291dcc7a6b32684cb6f43a80a17242bdf15899c73bbde755c2dbe12a113c6732ab3e1c67f0c824d36baa9e7dc9465353a811a38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e041604142458311a9336971a47f31b4df9663f91b323346a301f0603551d2304183016801452129d47bb08e55740ada3a52b311fb57ec66d50300d06092a864886f70d01010b05000382018100b99ea84a462d349043d124e7829a07afa7cb483dec4185c60c9dfc9cfbb4577319ffc0a4c7b05679aa5a586633373919fd6a73c5f629b87af283484d0fb08a1519f60acc7431901dde5bb7fa5171436ca3d8e882b189a2199cd830e7f1d5e2395bd611c3e76b63176110f09034f72e8fb52e47fa6ef9fcecda6c4e1bef85bc17bca4983043d9c4fdec132aab907c83e6d0661638fbd27c1723d7d061b35ebe95a2ead99668e9823ea734e414e3c8ea22da7dc658aa1b4fb1eb923f73951c4e29e0737d295a9b27476ecfc406ca932962176e10f9f6d0a48e971474826b30a88fbe5c9452051f2df110d9c7a54dc8c44a34bb9afe0720af50921dbae24a62294468d26a797631c7f7ba8ed2a12a83cc9a69d692fdd0d7e40ad0c2bc6127378c2c98de66217766ec179b4337d86be7888edcd35155d9429d7fc4d8b305b646f436c3fa391c42e422d8662a4cc9156d8f9e4f96f6583790b3e7cadb65d6a226ec4f8d0160b07a8d388595c8ce105b3d95720715daa07e37bff42f67a1d8120e8caf', 1, NULL);


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: facts; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.facts VALUES ('store-id', '22e9ca29-5d13-4192-af53-1ac69b43dd0d');
INSERT INTO public.facts VALUES ('time-zone', 'Etc/UTC');


--
-- Data for Name: holders; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'station:9913:aacc898a17c14d6f9bbc6ce40b0ec2c3', 639315482153218480);


--
-- Data for Name: pending_orders; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'training', 'Succeeded', 639315481841472665, 639315481842034390, 'serial:38A73FBC', 'b1a093d7-2316-44cd-982c-5177ef7b2f51', 639393695990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChgYJKoZIhvcNAQcDoIICdzCCAnMCAQAxggH+MIIB+gIBADAzMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIJAICfpDrv5m7TMDwGCSqG
SIb3DQEBBzAvoA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZI
AWUDBAIBBQAEggGANIbbW7F8YoWwqQ1rrxx/JrWPqxK7PQScMCJD3SY0FUEZmfxY
cvydfDMgTRzz2cuCG6aeM9slCi799mj7uQ9kO2fQuWKcEoA50TlzXTRCm6xW1UCE
qaUS0IzRSP4iCFXhNtb2h86/d+QUTThcjNWNs5vAN4L1kooOgrAtktNNoqPZJ6Iy
4k+S2QR3/nAa/086FUJBWFeBzMz/BIF2CoI4Z6V8u6fTF0At+IhPm02i9QBuGBz3
Ze2qy23iOvfAwfUqZXSDUMP/tfu+m0K0rzWmfDDsdD+XJk/tG3mTx7wXdWgVW/ZY
mAmAq+MSuEW5zRxtgZ8k8GLbbWPlmFXYE8vlncrmghX+Lr/1x/8zpQpNgwA2GUVT
9OHZCHeNQSbd7a4Y0yEoj4+LtWvX1qA3FCNfX2Xrkb7nJ3ufA1TrOPmtETkMaqNK
xz/MHuTiauQW7O2B4BFQq5PdHy41BHW7EjN9qndnP/dheZHQ3zqP2NjcOB43w5OY
RVrPpfQJSAlmK1EpMGwGCSqGSIb3DQEHATAdBglghkgBZQMEASoEEHz3IfNwKT8J
yt8AF4rjCHKAQMSpqLi4wW89DzrZFYJgwA9l12ofcBO8+NzrLPrBmrVNs6lsjm14
i7/fnYzzBy265t/RVAC6sHVEUAyKWOlCj30=
-----END CMS-----', '[]', 'SP 800-108 from master 809C9794', 1, NULL, NULL);
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'training', 'Spoiled', 639315481842165929, 639315481842208357, 'serial:38A73FBD', '39b0e520-236c-41b0-a908-e90e88187239', NULL, 'TempCard.CardRemoved', 'The virtual card 38A73FBD was removed while it was being worked on.', 'released', NULL, '[]', 'SP 800-108 from master 809C9794', NULL, NULL, NULL);
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'training', 'Started', 639315481855160928, NULL, 'serial:80932C11', '988781c5-7803-463b-8c05-b1e8c31e9b13', 639393695990000000, NULL, NULL, NULL, NULL, '[]', 'SP 800-108 from master 809C9794', 1, NULL, NULL);


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (8);


--
-- Data for Name: unsettled; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: work; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (4, 'B-000002', 'T-00004', NULL);
INSERT INTO public.work OVERRIDING SYSTEM VALUE VALUES (3, 'B-000002', 'T-00003', 'station:9913:aacc898a17c14d6f9bbc6ce40b0ec2c3');


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


