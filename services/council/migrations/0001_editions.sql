-- Editions of reports (services/council/editions.py): council's own, since no event can bring them back.
create table editions (
    id text collate "C" primary key,
    series text collate "C" not null,       -- report and year: what is numbered together
    report text collate "C" not null,
    year bigint not null,
    edition bigint not null,
    title text collate "C" not null,
    cut_off date not null,
    frozen_at timestamptz not null,         -- the freeze; that word itself is reserved
    positions jsonb not null,               -- how far the facts had been read; never printed
    synthetic boolean not null,
    published_on date not null,
    digest text collate "C" not null,       -- SHA-256 of the document's bytes
    audience text collate "C" not null,
    parties text[] collate "C" not null,
    unique (series, edition)
);
create index editions_frozen on editions (series, cut_off, frozen_at);

-- The documents, apart from the rows that lists read. One may be reissued without changing its edition.
create table edition_documents (
    id text collate "C" primary key,
    document bytea not null
);
