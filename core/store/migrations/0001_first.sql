-- The client file, schema 1. A step is never edited after release; core/store/README.md says what
-- the tables hold.

create table meta (
    key   text not null primary key,
    value text not null
) strict, without rowid;

create table pack (
    id      text not null primary key,
    version text not null,
    digest  text not null
) strict, without rowid;

create table subject (
    kind  text not null,
    id    text not null,
    title text not null,
    primary key (kind, id)
) strict, without rowid;

create table fact (
    subject_kind text    not null,
    subject_id   text    not null,
    attribute    text    not null,
    position     integer not null,
    value_kind   text    not null,
    low_base     real,
    high_base    real,
    dimension    text,
    currency     text,
    unit         text,
    first_day    integer,
    last_day     integer,
    text         text,
    options      text,
    certain      text,
    origin       integer not null,
    author       text    not null,
    time         text    not null,
    note         text    not null,
    evidence     text    not null,
    withdrawn    text    not null,
    primary key (subject_kind, subject_id, attribute, position),
    foreign key (subject_kind, subject_id) references subject (kind, id)
        deferrable initially deferred
) strict, without rowid;

create table waiver (
    rule         text    not null,
    subject_kind text    not null,
    subject_id   text    not null,
    reason       text    not null,
    author       text    not null,
    granted_day  integer not null,
    expires_day  integer not null,
    evidence     text    not null,
    compensation text    not null,
    primary key (rule, subject_kind, subject_id)
) strict, without rowid;

create table note (
    id     text not null primary key,
    about  text not null,
    text   text not null,
    author text not null,
    time   text not null
) strict, without rowid;

create table blob (
    sha256 text not null primary key,
    bytes  blob not null
) strict;

create table attachment (
    id         text    not null primary key,
    name       text    not null,
    media_type text    not null,
    sha256     text    not null references blob (sha256) deferrable initially deferred,
    size_bytes integer not null,
    note       text    not null
) strict, without rowid;

create table edit (
    sequence      integer primary key,
    title         text    not null,
    author        text    not null,
    time          text    not null,
    done          integer not null check (done in (0, 1)),
    change_count  integer not null,
    changes_check text    not null
) strict;

create table edit_change (
    edit_sequence integer not null references edit (sequence) on delete cascade,
    position      integer not null,
    record        text    not null,
    key           text    not null,
    before        text,
    after         text,
    primary key (edit_sequence, position)
) strict, without rowid;

create table snapshot (
    sequence      integer primary key,
    name          text not null unique,
    time          text not null,
    packs         text not null,
    content       text not null,
    content_check text not null
) strict;
