-- Counts the times that whole figures became others: what is remembered of them is not told any longer then.
alter table indicators.indicator add column figures_revision int not null default 0;
