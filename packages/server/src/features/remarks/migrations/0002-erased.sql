-- When the text was erased, because moderators hid it for the sake of other people and the term to ask for another look is over.
alter table remarks.remark add column erased_at timestamptz;
