-- Changes of data that a program makes and SQL cannot, each done once, when the schema is brought up to date.
create table data_step (
    name text primary key
) strict;
