-- Files whose comments were entered on behalf of their authors: the same a second time is noticed.
create table import (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    file_name text not null,
    -- of the comments in it, so that saving it in another form makes no other file of it
    sha256 text not null,
    comments bigint not null,
    imported_at timestamptz not null
);
create index import_of_file on import (consultation_id, sha256);

-- A file between looking at it and entering it. Forgotten after a day.
create table import_file (
    id uuid primary key,
    consultation_id uuid not null references consultation (id),
    account_id uuid not null references account (id),
    file_name text not null,
    format text not null,
    bytes bytea not null,
    uploaded_at timestamptz not null
);
create index import_file_uploaded_at on import_file (uploaded_at);
