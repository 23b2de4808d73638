-- Forms that were acted upon: the same form sent again is the same answer. Kept for a day.
create table form_key (
    -- digest of the form's key, of the browser's session, of the address and of what was sent
    id blob primary key,
    -- of the answer, once it was given
    status integer,
    location text,
    -- seconds since 1970
    at integer not null
) strict;
create index form_key_at on form_key (at);

-- What somebody typed whose session had ended, until they have signed in. Sealed: the key is in their browser only.
create table kept_words (
    id blob primary key,
    sealed blob not null,
    -- seconds since 1970
    expires_at integer not null
) strict;
create index kept_words_expires_at on kept_words (expires_at);
