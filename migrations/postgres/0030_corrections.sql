-- What a person corrected in the cut of a text: JSON, see domain::text::Correction.
alter table version add column corrections text not null default '[]';
