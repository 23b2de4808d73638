-- People, how they sign in, and what they may do.

create table account (
    id uuid primary key,
    -- lower-case; the only way in
    email text not null unique,
    name text not null,
    organisation text not null,
    -- self-declared; null until the profile is complete
    stakeholder_group text,
    -- ISO 3166-1 alpha-2
    country text,
    language text not null,
    -- IANA name
    time_zone text not null,
    created_at timestamptz not null
);

-- One link, one sign-in. The token itself is only in the mail; here is its SHA-256.
create table sign_in_link (
    token_hash bytea primary key,
    email text not null,
    -- where to go afterwards, a path of this site
    next text not null,
    -- of the page that asked for it; the language of an account that it opens
    language text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index sign_in_link_expires_at on sign_in_link (expires_at);

-- The key is the SHA-256 of the cookie's value: a leaked table opens no session.
create table session (
    id bytea primary key,
    data text not null,
    -- seconds since 1970
    expires_at bigint not null
);
create index session_expires_at on session (expires_at);

-- Counts of attempts in a window of time, shared by all servers.
create table rate_limit (
    -- what is limited and for whom, such as "sign-in:<hash of the address>"
    bucket text not null,
    -- seconds since 1970
    window_start bigint not null,
    hits bigint not null,
    primary key (bucket, window_start)
);
