import { sql } from 'kysely'
import { momentIn, sourceFrom, WITH_REASON, wordsIn } from '../ledger/index.ts'

/** Where the words of these stand. */
const WORDS = wordsIn(
  { table: 'agreements.agreement', owner: 'owner_id', pages: ['afspraken', 'agreements'] },
  [
    { table: 'agreements.version', of: 'agreement_id', column: 'content', holds: 'json' },
    { table: 'agreements.version', of: 'agreement_id', column: 'reason', holds: 'text' },
    { table: 'agreements.step', of: 'agreement_id', column: 'signature', holds: 'json' },
    { table: 'agreements.step', of: 'agreement_id', column: 'reason', holds: 'text' },
    { table: 'agreements.task', of: 'agreement_id', column: 'note', holds: 'text' },
    { table: 'agreements.task', of: 'agreement_id', column: 'done_by', holds: 'text' },
  ],
)

/**
 * What came in force of agreements, as it enters the ledger: the frozen text and who signed it. It can be read once the challenge is public, as the
 * agreement itself.
 */
export const PUBLISHED_AGREEMENTS = sourceFrom(
  { kind: 'agreement', words: WORDS },
  sql`select v.agreement_id as id, v.number as version, coalesce(c.published, false) as "isPublic",
      v.content || jsonb_build_object('slug', a.slug, 'ownerId', a.owner_id, 'challengeId', a.challenge_id, 'reason', v.reason,
        'offeredAt', ${momentIn('v.offered_at')}, 'acceptedAt', ${momentIn('v.accepted_at')},
        'signatures', (select coalesce(jsonb_agg(s.signature || jsonb_build_object('kind', s.kind, 'organisationId', s.organisation_id,
            'at', ${momentIn('s.at')}) order by s.number), '[]') from agreements.step s
          where s.agreement_id = v.agreement_id and s.version = v.number and s.kind in ('offered', 'accepted'))) as text
    from agreements.version v join agreements.agreement a on a.id = v.agreement_id
      left join challenges.v_challenge c on c.id = a.challenge_id
    where v.state = 'accepted'`,
)

/** Agreements that a party ended, with the reason. */
export const ENDED_AGREEMENTS = sourceFrom(
  { kind: 'withdrawal', of: { kind: 'agreement', how: ['ended'] }, addedLater: WITH_REASON },
  sql`select a.id, s.version, coalesce(c.published, false) as "isPublic", json_build_object(
      'of', json_build_object('kind', 'agreement', 'id', a.id, 'version', s.version), 'how', 'ended',
      'at', ${momentIn('a.ended_at')}, 'reason', s.reason, 'organisationId', s.organisation_id) as text
    from agreements.agreement a join agreements.step s on s.agreement_id = a.id and s.kind = 'ended'
      left join challenges.v_challenge c on c.id = a.challenge_id
    where a.ended_at is not null`,
)

/** That parties stopped an agreement for now, and had it go on. Whether it is stopped follows from the last of these; a row that says otherwise reads otherwise. */
export const AGREEMENT_HAPPENINGS = sourceFrom(
  { kind: 'happening', of: { kind: 'agreement' } },
  sql`select s.agreement_id as id, s.number as version, coalesce(c.published, false) as "isPublic", jsonb_build_object(
      'of', jsonb_build_object('kind', 'agreement', 'id', s.agreement_id, 'version', s.version), 'title', v.content->>'title',
      'what', s.kind, 'at', ${momentIn('s.at')}, 'reason', s.reason, 'organisationId', s.organisation_id)
      || case when (s.kind = 'suspended') = exists (select from agreements.suspension p
            where p.agreement_id = s.agreement_id and p.organisation_id = s.organisation_id)
          or exists (select from agreements.step n where n.agreement_id = s.agreement_id and n.organisation_id = s.organisation_id
            and n.kind in ('suspended', 'resumed') and n.number > s.number) then '{}'::jsonb
        else jsonb_build_object('isSuspended', s.kind = 'resumed') end as text
    from agreements.step s join agreements.agreement a on a.id = s.agreement_id
      join agreements.version v on v.agreement_id = s.agreement_id and v.number = s.version
      left join challenges.v_challenge c on c.id = a.challenge_id
    where s.kind in ('suspended', 'resumed')`,
)

/** All that the ledger compares with what is published. */
export const AGREEMENTS_IN_LEDGER = [PUBLISHED_AGREEMENTS, ENDED_AGREEMENTS, AGREEMENT_HAPPENINGS]
