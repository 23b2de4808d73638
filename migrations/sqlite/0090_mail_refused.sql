-- A mail server may refuse a mail for good; and nobody gets more than so many mails a day.
alter table outbox add column refused_at text;
create index outbox_recipient on outbox (recipient, sent_at);
