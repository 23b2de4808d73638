-- Forms that were acted upon: the same form sent again is the same answer. Kept for a day.
create table form_key (
    -- digest of the form's key, of the browser's session, of the address and of what was sent
    id bytea primary key,
    -- of the answer, once it was given
    status integer,
    location text,
    -- seconds since 1970
    at bigint not null
);
create index form_key_at on form_key (at);

-- What somebody typed whose session had ended, until they have signed in. Sealed: the key is in their browser only.
create table kept_words (
    id bytea primary key,
    sealed bytea not null,
    -- seconds since 1970
    expires_at bigint not null
);
create index kept_words_expires_at on kept_words (expires_at);
