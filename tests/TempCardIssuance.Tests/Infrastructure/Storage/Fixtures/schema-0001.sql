--
-- PostgreSQL database dump
--

\restrict Vhc2WFx389dhjWpJjudyKFSZcsW1he0kiWv4nolzz96TCdh812NfUf3asyCsMSa

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

INSERT INTO public.audit VALUES (1, 639313661815167376, 'root', 'CardRequested', 'T-00001', 'T-00001', NULL, NULL, NULL, NULL, NULL, NULL, '77948BD03A18B0C9E4D9477A8006A73E48155456E14C1673030F6FB7DA8F3D66');
INSERT INTO public.audit VALUES (2, 639313661815167452, 'root', 'CardRequested', 'T-00002', 'T-00002', NULL, NULL, NULL, NULL, NULL, NULL, '6D9D59E523B83948E6FAC82C96A33E1A10E5C5E3719A7E1B9C3FEEDAA84DD9D2');
INSERT INTO public.audit VALUES (3, 639313661815167455, 'root', 'CardRequested', 'T-00003', 'T-00003', NULL, NULL, NULL, NULL, NULL, NULL, '857CE88F0377AFBB4D1B1D5922B636D86D368E87189862B2A0C106CC3BF3D3FD');
INSERT INTO public.audit VALUES (4, 639313661815167458, 'root', 'CardRequested', 'T-00004', 'T-00004', NULL, NULL, NULL, NULL, NULL, NULL, '14D3FD3D77EBA295B0E94B0D6381B3384F42F6BEFCFAFF7A791EFA52DAE4BA18');
INSERT INTO public.audit VALUES (5, 639313661815167461, 'root', 'CardRequested', 'T-00005', 'T-00005', NULL, NULL, NULL, NULL, NULL, NULL, '2E3AD6FFA150BC9C8DFCA21D1C801D0C3A9A5F125068E1FB08E579188823C42B');
INSERT INTO public.audit VALUES (6, 639313661815167467, 'root', 'CardRequested', 'T-00006', 'T-00006', NULL, NULL, NULL, NULL, NULL, NULL, 'E5E569AE80D94E1948DBEE25AF8B7C6848F9DEB0A8123D70A0631EB0CEC92A8C');
INSERT INTO public.audit VALUES (7, 639313661818579151, 'root', 'BatchOpened', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '14EE29BD58ADEA21228004BC33EED01CF1252E2E4347E8DAAFF027278F5B7C36');
INSERT INTO public.audit VALUES (8, 639313661818579213, 'root', 'CardClaimed', 'T-00001', 'T-00001', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'B35BBD6B3A40E6576F8997C966F652CC018F84EE83979617E14D48E6B1624620');
INSERT INTO public.audit VALUES (9, 639313661818579221, 'root', 'CardClaimed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '93BA8CC99A240AA26873CD1452E7C2EA1B269AF0696AF400BA717D8C04C13A07');
INSERT INTO public.audit VALUES (10, 639313661818927736, 'root', 'ProductionStarted', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'serial:C7988832', '6CFC9A92D3B60624DE5F16867EFA0214B6CDDC7C6918B872F883C824628C2EAF');
INSERT INTO public.audit VALUES (11, 639313661819162306, 'root', 'CertificateIssued', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'authentication 010B29EE5711FE3EFAF42C264D0CC7BEC2', '5E0ADE8A04F755A04E5A55565A597C63CFD119F9BBE279715DB6D4B14A13F801');
INSERT INTO public.audit VALUES (12, 639313661819358873, 'root', 'ProductionSucceeded', 'T-00001', 'T-00001', 'B-000001', 'B-000001', 'B-000001/T-00001/1', 'desk-1', NULL, 'serial:C7988832', 'D07B2745D714D7DD7F1D874FFCA9662F1749085A277E00D6D7F9057EF794859C');
INSERT INTO public.audit VALUES (13, 639313661819563989, 'root', 'ProductionStarted', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', NULL, 'serial:C7988833', 'EBEA13BF6BA2A9FA577C3BA18DB636F91D83570EB68B0BD06D9D0A3F6E62B778');
INSERT INTO public.audit VALUES (14, 639313661819628968, 'root', 'ProductionFailed', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', 'TempCard.CardRemoved', 'The virtual card C7988833 was removed or reset while it was being worked on.', '2BA847C4EB8D7D826AD5160C19FBD195B53F7414AC8AA187AA74296A8F216C32');
INSERT INTO public.audit VALUES (15, 639313661819798728, 'root', 'BatchProduced', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '41394E4A7EBB6DA3610EBD583CE60044E8194E2246D8CDDE727E3942787FCFBD');
INSERT INTO public.audit VALUES (16, 639313661820350386, 'root', 'ProductionSpoiled', 'T-00002', 'T-00002', 'B-000001', 'B-000001', 'B-000001/T-00002/1', 'desk-1', NULL, NULL, '2DC16A4C727CC824D4C241D051EA08E5192D015088794A4F6947578DA91CE31F');
INSERT INTO public.audit VALUES (17, 639313661820350390, 'root', 'CardReleased', 'T-00002', 'T-00002', 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, 'CBBCCAA922967458663DBDA6BFC9A26FF7A7BC58E9FD8542057AA94A6B399265');
INSERT INTO public.audit VALUES (18, 639313661820350125, 'root', 'BatchCompleted', NULL, NULL, 'B-000001', 'B-000001', NULL, NULL, NULL, NULL, '93F929914D1098F43B520B2C1F0A326A8803A4105FA986C99938EAADABC6917A');
INSERT INTO public.audit VALUES (19, 639313661820995517, 'root', 'BatchOpened', NULL, NULL, 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, 'C872F80772E2435F5598309AB928993261171CF1B4113C2C134BB45CC2BF5D24');
INSERT INTO public.audit VALUES (20, 639313661820995571, 'root', 'CardClaimed', 'T-00003', 'T-00003', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, '3D44284B7D3C13E79C11D201FDDDF11EEFEC31E976BB3B83C6CBE83352AB3573');
INSERT INTO public.audit VALUES (21, 639313661820995594, 'root', 'CardClaimed', 'T-00004', 'T-00004', 'B-000002', 'B-000002', NULL, NULL, NULL, NULL, '0C0FE531AE34ADC613AAA382A0319957D233414A88ED38C7EE053D24003C5924');
INSERT INTO public.audit VALUES (22, 639313661821240335, 'root', 'ProductionStarted', 'T-00003', 'T-00003', 'B-000002', 'B-000002', 'B-000002/T-00003/1', 'desk-1', NULL, 'serial:C7988834', '9E86C4FFFB633CF516D02E2D6B69A8E4876BCE19C33A127FF06F1D00660C3540');


--
-- Data for Name: batches; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.batches VALUES ('B-000001', 'B-000001', 'Completed', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":true,"stations":["desk-1"],"validityDays":14}', 2, 639313661818578818, 639313661819798687, 639313661820349291, 'root', NULL);
INSERT INTO public.batches VALUES ('B-000002', 'B-000002', 'Producing', 'root', 'ROOT', '{"pinLength":6,"pukLength":8,"encode":true,"certificates":["authentication"],"print":true,"stations":["desk-1"],"validityDays":14}', 2, 639313661820995318, NULL, NULL, NULL, NULL);


--
-- Data for Name: cards; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cards VALUES ('T-00005', 'T-00005', 'Requested', 639313661815166707, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661815166707, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00006', 'T-00006', 'Requested', 639313661815166707, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661815166707, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00001', 'T-00001', 'Unassigned', 639313661819358738, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661815166707, 'B-000001', 639326303990000000);
INSERT INTO public.cards VALUES ('T-00002', 'T-00002', 'Requested', 639313661820349291, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661815166707, NULL, NULL);
INSERT INTO public.cards VALUES ('T-00003', 'T-00003', 'InProduction', 639313661820995318, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661815166707, 'B-000002', NULL);
INSERT INTO public.cards VALUES ('T-00004', 'T-00004', 'InProduction', 639313661820995318, 'Berlin', 'BERLIN', NULL, NULL, 0, DEFAULT, '{}', 639313661815166707, 'B-000002', NULL);


--
-- Data for Name: certificates; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.certificates OVERRIDING SYSTEM VALUE VALUES (1, 'B-000001/T-00001/1', 'authentication', '9A', 'local', '010B29EE5711FE3EFAF42C264D0CC7BEC2', 'CN=Temporary card T-00001', 639313658810000000, 639326303990000000, 'Active', 0, NULL, NULL, '\x308201ee30820173a0030201020211010b29ee5711fe3efaf42c264d0cc7bec2300a06082a8648ce3d040303302b312930270603550403132054656d704361726449737375616e6365206c6f63616c20617574686f72697479301e170d3236313132373038343434315a170d3236313231313233353935395a3021311f301d0603550403131654656d706f72617279206361726420542d30303030313059301306072a8648ce3d020106082a8648ce3d03010703420004c3623180d9950ac546ec3e1789405adb2c779a033cedc7111d73f4bf5ea6925ac33ca61d06774d305bef1f43445664e07a8ba9e551eaccdc76ce2282c0cd842da38181307f300c0603551d130101ff04023000300e0603551d0f0101ff040403020780301f0603551d250418301606082b06010505070302060a2b060104018237140202301d0603551d0e041604149fa925a24f5e5d8f6168595317d2206000101458301f0603551d2304183016801486c39916f4c5b669166345cff08d1f3edd80d5d4300a06082a8648ce3d0403030369003066023100b90bb67fa6680c4adc3d3bfb3b63be923983f71121b89c361296df54092fc2a2adf4d477ed4eb3bf39afade41c6a2782023100f59be068e29a4ec9daba4bb30fd9c3fafdd9a43dadca1aa30b1701fafc0459611f57fd584faff45801fc6b75b8940d75');


--
-- Data for Name: counters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counters VALUES ('card:T-{0:00000}', 6);
INSERT INTO public.counters VALUES ('batch', 2);


--
-- Data for Name: leases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.leases VALUES ('B-000002', 'vm:14485:dee1bf9d6cdc470d982cd773f3af1c38', 639313662120995318);


--
-- Data for Name: productions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.productions VALUES ('B-000001/T-00001/1', 'B-000001', 'T-00001', 1, 'desk-1', 'Succeeded', 639313661818845290, 639313661819358738, 'serial:C7988832', 'f3d850f9-adeb-4817-8e1f-92afe2877cd9', 639326303990000000, NULL, NULL, NULL, '-----BEGIN CMS-----
MIIChQYJKoZIhvcNAQcDoIICdjCCAnICAQAxggH9MIIB+QIBADAyMCYxJDAiBgNV
BAMTG1RlbXBDYXJkSXNzdWFuY2UgUElOIHJlYWRlcgIIFrPwTyzN7qMwPAYJKoZI
hvcNAQEHMC+gDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgB
ZQMEAgEFAASCAYA3xwkUKRtI2m9qqiOoI7CYQERIQVk0EGaOfqh6WavbWymqfTbJ
I2OXSRfX3bcl9UoZaNf6Q3+Yc93/Ez8PKiJgxObpg2ijtN/UgY+L/piPm5vBF202
RyXeQ7SEEePR01mPDMWGEQhBDK2zXvKXh4ie8VTSsNv95F3jeL1DHYuvEV00rLGt
FvJRLVTLBrBwiwaix2OcvzlE+PhuJJJWA8um3YcnT9c+DXwB2VmvuasD1Zh4oD3z
mleutwbfuvsppa1kmht/xry5DjAJ6ZkPmEzKBgl7LKozlvKReD6DP4bu+VXxPa7K
Uy14V8u4cVd79peDhMUGKJHZhTMRrPYdOmQGfCqR034QiyIVbxOmZ3sPSgydf1Be
2VsHV2G52dDVXDhjb0hu+nGi6OuDOL61I0NSipqlrz2H9AkQ8nfjOq25P6sDH04q
pMFwVLUj9oRdpYRRQNOGE6cmCnxjueZOUFKoQ+Vu+b3UITyL7qeZBg3VJux/Rjrg
w6jy01+Hrxexzh0wbAYJKoZIhvcNAQcBMB0GCWCGSAFlAwQBKgQQO1E0XzXZWMVp
KBxSjoE0cYBASmZmfh9RIMqca7jA7fhIFLfEZ3NzW/g57J6JukmiNteAL09+S9+G
gQbXYoVBOYFqUUc8AkmBxQi/uZeIHD11EQ==
-----END CMS-----', '["faces/B-000001/T-00001-1-front.svg","faces/B-000001/T-00001-1-back.svg"]');
INSERT INTO public.productions VALUES ('B-000001/T-00002/1', 'B-000001', 'T-00002', 1, 'desk-1', 'Spoiled', 639313661819474442, 639313661819628860, 'serial:C7988833', 'd17b81c0-2dc7-4f44-8c5a-10bfd738b09d', NULL, 'TempCard.CardRemoved', 'The virtual card C7988833 was removed or reset while it was being worked on.', 'released', NULL, '[]');
INSERT INTO public.productions VALUES ('B-000002/T-00003/1', 'B-000002', 'T-00003', 1, 'desk-1', 'Started', 639313661821220863, NULL, 'serial:C7988834', 'e74b4b01-cf55-4864-8a59-38bb29eb2340', 639326303990000000, NULL, NULL, NULL, NULL, '[]');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (1);


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

\unrestrict Vhc2WFx389dhjWpJjudyKFSZcsW1he0kiWv4nolzz96TCdh812NfUf3asyCsMSa

