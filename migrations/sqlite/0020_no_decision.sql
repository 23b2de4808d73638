-- Why a change has no decision behind it.
create table change_without_decision (
    version_id blob not null references version (id),
    -- anchor in the new version, or in the old one for a removed provision
    anchor text not null,
    reason text not null,
    primary key (version_id, anchor)
) strict;
