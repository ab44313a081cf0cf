import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { DataSubject, PersonalTable } from '../../../platform/personal-data.ts'

const STATES: Record<string, Bilingual> = {
  draft: { nl: 'concept', en: 'draft' },
  published: { nl: 'gepubliceerd', en: 'published' },
}

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'analyses.analysis',
    columns: ['author_id', 'byline'],
    name: { nl: 'Uw analyses', en: 'Your analyses' },
    about: {
      nl: 'Analyses die u schreef, met de naam die u erbij liet zetten. Concepten leest alleen u.',
      en: 'Analyses that you wrote, with the name that you had put with them. Only you read drafts.',
    },
    why: {
      nl: 'Nodig om uw analyses aan u te tonen, en aan iedereen wat u publiceert.',
      en: 'Needed to show you your analyses, and everyone what you publish.',
    },
    basis: 'Consent',
    kept: {
      nl: 'Concepten tot u ze of uw account verwijdert. Wat is gepubliceerd blijft.',
      en: 'Drafts until you delete them or your account. What was published stays.',
    },
    seenBy: { nl: 'Iedereen, zodra u publiceert.', en: 'Everyone, once you publish.' },
    fields: {
      title: { nl: 'Titel', en: 'Title' },
      version: { nl: 'Versie', en: 'Version' },
      state: { nl: 'Stand', en: 'State' },
      byline: { nl: 'Naam erbij', en: 'Name with it' },
      publishedAt: { nl: 'Gepubliceerd', en: 'Published' },
    },
    codes: STATES,
    stays: {
      nl: 'Wat u publiceerde blijft, zonder uw naam: anderen bouwen erop voort, en kunnen het nagaan. Concepten gaan weg.',
      en: 'What you published stays, without your name: others build on it, and can check it. Drafts go.',
    },
    export: exportAnalyses,
    erase: eraseAuthor,
  },
  {
    table: 'analyses.steering_answer',
    columns: ['text'],
    name: { nl: 'Uw antwoorden op de sturingscheck', en: 'Your answers to the steering check' },
    about: {
      nl: 'Wat u schreef bij opmerkingen van de sturingscheck van uw analyses.',
      en: 'What you wrote with findings of the steering check of your analyses.',
    },
    why: {
      nl: 'Zo ziet wie uw analyse leest ook uw kant.',
      en: 'So that who reads your analysis sees your side too.',
    },
    basis: 'Consent',
    kept: {
      nl: 'Tot u het antwoord leegmaakt. Bij een concept tot u dat of uw account verwijdert.',
      en: 'Until you empty the answer. Of a draft until you delete that or your account.',
    },
    seenBy: { nl: 'Iedereen, zodra u publiceert.', en: 'Everyone, once you publish.' },
    fields: {
      title: { nl: 'Analyse', en: 'Analysis' },
      version: { nl: 'Versie', en: 'Version' },
      finding: { nl: 'Opmerking', en: 'Finding' },
      text: { nl: 'Antwoord', en: 'Answer' },
      answeredAt: { nl: 'Geschreven', en: 'Written' },
    },
    stays: {
      nl: 'Antwoorden bij wat u publiceerde blijven, zonder uw naam: ze horen bij wat anderen nagaan.',
      en: 'Answers with what you published stay, without your name: they belong to what others check.',
    },
    export: exportSteeringAnswers,
    erase: 'nothing',
  },
]

async function exportSteeringAnswers(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`
    select v.content->>'title' as title, s.number as version, s.finding, s.text, s.answered_at as "answeredAt"
    from analyses.analysis a join analyses.version v on v.analysis_id = a.id
    join analyses.steering_answer s on (s.analysis_id, s.number) = (v.analysis_id, v.number)
    where a.author_kind = 'person' and a.author_id = ${personId}::uuid order by s.answered_at, s.finding`.execute(
    db,
  )
  return rows
}

async function exportAnalyses(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`
    select a.slug, v.content->>'title' as title, v.number as version, v.state, a.byline, v.changes, v.content,
      v.published_at as "publishedAt", v.updated_at as "updatedAt", a.withdrawn_at as "withdrawnAt", a.withdrawal_reason as "withdrawalReason"
    from analyses.analysis a join analyses.version v on v.analysis_id = a.id
    where a.author_kind = 'person' and a.author_id = ${personId}::uuid order by a.created_at, a.id, v.number`.execute(
    db,
  )
  return rows
}

/** Drafts go; what was published stays without who wrote it. */
async function eraseAuthor(transaction: Db, { personId }: DataSubject): Promise<void> {
  const own = sql`a.author_kind = 'person' and a.author_id = ${personId}::uuid`
  await sql`delete from analyses.version v using analyses.analysis a
    where a.id = v.analysis_id and v.state = 'draft' and ${own}`.execute(transaction)
  await sql`delete from analyses.analysis a where ${own}
    and not exists (select from analyses.version v where v.analysis_id = a.id)`.execute(transaction)
  await sql`update analyses.analysis a set author_id = null, byline = '' where ${own}`.execute(transaction)
}
