-- To which next edition of a report of both CTED and UNOCT they have agreed (OP24).
create table report_agreements (
    id text collate "C" primary key,
    cut_off date not null,
    by text[] collate "C" not null
);
