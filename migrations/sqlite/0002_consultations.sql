-- Consultations, their rounds and their texts.

create table consultation (
    id blob primary key,
    slug text not null unique,
    title text not null,
    -- who asks: the commission or secretariat
    commission text not null,
    -- what is asked, in a sentence or two
    question text not null,
    -- mandate and method, Markdown
    mandate text not null,
    -- consulting, review or published; the phase follows from this and the clock
    stage text not null,
    -- whether visitors may read the public edition of the frozen report
    publishes_report integer not null,
    -- whether visitors see counts of a round that is not public, from its close on
    publishes_counts integer not null,
    -- grows with every change; the key of the rendered cache
    revision integer not null,
    -- the next number of a comment in the order of arrival
    next_seq integer not null,
    created_at text not null,
    frozen_at text,
    published_at text
) strict;

-- The role administrator has no consultation; facilitator and commissioner have one.
create table account_role (
    id blob primary key,
    account_id blob not null references account (id),
    role text not null,
    consultation_id blob references consultation (id),
    granted_at text not null
) strict;
create unique index account_role_installation on account_role (account_id, role) where consultation_id is null;
create unique index account_role_consultation on account_role (account_id, role, consultation_id) where consultation_id is not null;
create index account_role_of on account_role (consultation_id);

-- One frozen state of the text.
create table version (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    number integer not null,
    language text not null,
    title text not null,
    -- the Markdown as it was imported
    source text not null,
    sha256 text not null,
    -- consulted (a round is on it), prepared (revised, not yet published), published
    state text not null,
    created_at text not null,
    unique (consultation_id, number)
) strict;

create table provision (
    version_id blob not null references version (id),
    -- stays the same from version to version
    anchor text not null,
    ord integer not null,
    -- what people cite
    label text not null,
    parent text,
    kind text not null,
    depth integer not null,
    -- Markdown
    text text not null,
    primary key (version_id, anchor),
    unique (version_id, ord),
    unique (version_id, label)
) strict;

create table round (
    id blob primary key,
    consultation_id blob not null references consultation (id),
    number integer not null,
    -- null until a text is imported
    version_id blob references version (id),
    opens_at text not null,
    -- null: open until a facilitator sets a date
    closes_at text,
    -- IANA name, in which the dates are told
    time_zone text not null,
    confidentiality text not null,
    -- the next number of a reference: R1-0042
    next_reference integer not null,
    unique (consultation_id, number)
) strict;

-- Public notes on what changed in a round after it opened.
create table round_note (
    id blob primary key,
    round_id blob not null references round (id),
    at text not null,
    note text not null,
    closes_before text,
    closes_after text
) strict;

-- Counts per provision, kept and not counted: a page costs what its text costs.
-- One row a provision and audience, whatever the number of comments.
create table tally (
    version_id blob not null references version (id),
    -- empty: the document as a whole
    anchor text not null,
    -- public: what a visitor may count once the round shows; all: everything submitted
    audience text not null,
    comments integer not null,
    wordings integer not null,
    -- counts by stakeholder group and position, see domain::tally
    counts text not null,
    primary key (version_id, anchor, audience)
) strict;
