create schema moderation;

-- What a moderator judged about something that somebody wrote: by which house rule, and why. Public, and never changed or removed.
create table moderation.judgement (
  id uuid primary key default gen_random_uuid(),
  -- What it is about: `remark` or `analysis`, and its id (no foreign key across schemas).
  kind text not null,
  target_id uuid not null,
  verdict text not null check (verdict in ('hidden', 'shown')),
  rule text not null,
  reason text not null,
  judged_at timestamptz not null,
  -- When another judgement about the same took its place; null for the one that stands.
  superseded_at timestamptz,
  -- Reports that it answers.
  reports int not null,
  -- Who judged, and who wrote; null once that account has ended. Not public.
  moderator_person_id uuid,
  writer_person_id uuid,
  -- The judgement that this one looked at again, because the writer asked.
  answers_id uuid unique references moderation.judgement,
  -- What the writer says against it, once.
  review_asked_at timestamptz,
  review_text text,
  -- When the writer was told; null while that waits until `tell_after`.
  told_at timestamptz,
  tell_after timestamptz not null,
  check (review_text is null or review_asked_at is not null)
);
create unique index judgement_standing on moderation.judgement (kind, target_id) where superseded_at is null;
create index judgement_order on moderation.judgement (judged_at desc, id desc);
create index judgement_target on moderation.judgement (kind, target_id, judged_at);
create index judgement_writer on moderation.judgement (writer_person_id) where writer_person_id is not null;
create index judgement_moderator on moderation.judgement (moderator_person_id) where moderator_person_id is not null;
create index judgement_untold on moderation.judgement (tell_after) where told_at is null;

-- That somebody thinks a text is against a house rule. Nothing is hidden by it: a moderator looks.
create table moderation.report (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  target_id uuid not null,
  rule text not null,
  note text not null,
  -- Null when it was reported without an account.
  reporter_person_id uuid,
  -- How often it was reported the same way without an account.
  times int not null default 1,
  reported_at timestamptz not null,
  -- The judgement that answered it; null while it waits.
  judgement_id uuid references moderation.judgement
);
create unique index report_once on moderation.report (kind, target_id, reporter_person_id) where judgement_id is null and reporter_person_id is not null;
create index report_open on moderation.report (kind, target_id, reported_at) where judgement_id is null;
create index report_judgement on moderation.report (judgement_id) where judgement_id is not null;
create index report_reporter on moderation.report (reporter_person_id) where reporter_person_id is not null;

-- What is hidden now. Its text is given to nobody but who wrote it and the moderators.
create view moderation.v_hidden as
  select kind, target_id as id, rule, reason, judged_at as since, id as judgement_id
  from moderation.judgement where superseded_at is null and verdict = 'hidden';
