-- Whether counts of a round that is not public show from its close on is a promise of the round, and not inherited by the
-- next: an internal round after one that was public publishes none unless it says so itself. The column of the
-- consultation is read no more.
alter table round add column publishes_counts integer not null default 0;
update round set publishes_counts = (select c.publishes_counts from consultation c where c.id = round.consultation_id)
    where confidentiality <> 'internal' or not exists (
        select 1 from round earlier where earlier.consultation_id = round.consultation_id
        and earlier.number < round.number and earlier.confidentiality <> 'internal');
