-- What an installation keeps for itself: the key of its entity tags, the quota of a submission.
create table setting (
    name text primary key,
    value text not null
) strict;
