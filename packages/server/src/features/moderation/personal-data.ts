import { sql } from 'kysely'
import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import { HOUSE_RULES } from './house-rules.ts'
import type { TargetKind, Verdict } from './lists.ts'

/** What is judged, by which of the house rules. */
const ABOUT_WHAT: Record<string, Bilingual> = {
  ...({
    remark: { nl: 'opmerking', en: 'remark' },
    analysis: { nl: 'analyse', en: 'analysis' },
  } satisfies Record<TargetKind, Bilingual>),
  ...Object.fromEntries(Object.entries(HOUSE_RULES).map(([key, { title }]) => [key, title])),
}
const JUDGED = {
  hidden: { nl: 'verborgen', en: 'hidden' },
  shown: { nl: 'blijft staan', en: 'stays' },
} as const satisfies Record<Verdict, Bilingual>
const AS = {
  writer: { nl: 'u schreef de tekst', en: 'you wrote the text' },
  moderator: { nl: 'u oordeelde', en: 'you judged' },
}

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'moderation.report',
    columns: ['reporter_person_id', 'note'],
    name: { nl: 'Wat u meldde', en: 'What you reported' },
    about: {
      nl: 'Teksten van anderen die u meldde, en wat u erbij schreef.',
      en: 'Texts of others that you reported, and what you wrote with it.',
    },
    why: {
      nl: 'Nodig om te beoordelen of een tekst tegen de huisregels is.',
      en: 'Needed to judge whether a text is against the house rules.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Tot 90 dagen na het oordeel.', en: 'Until 90 days after the judgement.' },
    seenBy: {
      nl: 'Moderatoren zien wat u schreef, niet wie u bent.',
      en: 'Moderators see what you wrote, not who you are.',
    },
    fields: {
      rule: { nl: 'Huisregel', en: 'House rule' },
      note: { nl: 'Toelichting', en: 'Explanation' },
      reportedAt: { nl: 'Gemeld', en: 'Reported' },
    },
    codes: ABOUT_WHAT,
    stays: null,
    async export(db, { personId }) {
      const { rows } =
        await sql<object>`select kind, target_id as "targetId", rule, note, reported_at as "reportedAt"
        from moderation.report where reporter_person_id = ${personId} order by reported_at, id`.execute(db)
      return rows
    },
    async erase(transaction, { personId }) {
      await sql`delete from moderation.report where reporter_person_id = ${personId}`.execute(transaction)
    },
  },
  {
    table: 'moderation.judgement',
    columns: ['moderator_person_id', 'writer_person_id', 'review_text'],
    name: { nl: 'Oordelen over wat u schreef', en: 'Judgements about what you wrote' },
    about: {
      nl: 'Wat moderatoren over uw teksten oordeelden, wat u daarop zei, en wat u zelf als moderator oordeelde.',
      en: 'What moderators judged about your texts, what you said to that, and what you judged as a moderator.',
    },
    why: {
      nl: 'Iedereen moet kunnen nagaan wat waarom is verborgen.',
      en: 'Anyone must be able to see what was hidden, and why.',
    },
    basis: 'PublicInterest',
    kept: {
      nl: 'Het oordeel altijd. Wat u erop zei tot een jaar na het antwoord.',
      en: 'The judgement for ever. What you said to it until a year after the answer.',
    },
    seenBy: {
      nl: 'Iedereen leest het oordeel, zonder uw naam. Wat u erop zei lezen alleen moderatoren.',
      en: 'Everyone reads the judgement, without your name. What you said to it only moderators read.',
    },
    fields: {
      verdict: { nl: 'Oordeel', en: 'Judgement' },
      rule: { nl: 'Huisregel', en: 'House rule' },
      reason: { nl: 'Reden', en: 'Reason' },
      judgedAt: { nl: 'Beoordeeld', en: 'Judged' },
      reviewText: { nl: 'Wat u erop zei', en: 'What you said to it' },
    },
    codes: { ...ABOUT_WHAT, ...JUDGED, ...AS },
    stays: {
      nl: 'Het oordeel blijft in de openbare lijst staan. Dat het over uw tekst ging, of dat u oordeelde, wordt gewist.',
      en: 'The judgement stays in the public list. That it was about your text, or that you judged, is erased.',
    },
    async export(db, { personId }) {
      const { rows } =
        await sql<object>`select kind, target_id as "targetId", verdict, rule, reason, judged_at as "judgedAt",
          case when writer_person_id = ${personId} then 'writer' else 'moderator' end as as,
          case when writer_person_id = ${personId} then review_text end as "reviewText"
        from moderation.judgement where writer_person_id = ${personId} or moderator_person_id = ${personId} order by judged_at, id`.execute(
          db,
        )
      return rows
    },
    async erase(transaction, { personId }) {
      await sql`update moderation.judgement set
          review_text = case when writer_person_id = ${personId} then null else review_text end,
          told_at = case when writer_person_id = ${personId} then coalesce(told_at, now()) else told_at end,
          writer_person_id = nullif(writer_person_id, ${personId}), moderator_person_id = nullif(moderator_person_id, ${personId})
        where writer_person_id = ${personId} or moderator_person_id = ${personId}`.execute(transaction)
    },
  },
]
