-- What a digest says, from before it is sent for the first time until it was: what goes again after a crash has the same id, so it must be the
-- same message. `signals` is filled in along with it.
alter table notifications.digest add column letter_subject text, add column letter_text text,
  add check ((letter_subject is null) = (letter_text is null));
