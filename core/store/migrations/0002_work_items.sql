-- Schema 2: who does what, when, and how far it is. core/store/README.md says what a row holds.
-- An edit that is kept as JSON needs no change: schema 1 has no such record.

create table work_item (
    about         integer not null,
    id            text    not null,
    subject_kind  text    not null,
    subject_id    text    not null,
    status        integer not null,
    owner         text    not null,
    due_day       integer,
    phase         text    not null,
    cost_low      real,
    cost_high     real,
    cost_unit     text,
    cost_currency text,
    effort_low_s  real,
    effort_high_s real,
    effort_unit   text,
    note          text    not null,
    primary key (about, id, subject_kind, subject_id)
) strict, without rowid;
