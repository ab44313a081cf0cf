import type { Counts, OpenDecision } from './decision.ts'

/**
 * A decision in the shape of Open Raadsinformatie, which follows Popolo (http://www.popoloproject.com/specs/motion.html): a motion with the
 * vote event in which it was taken. Without a vote there is no vote event.
 */
export function writeMotion(decision: OpenDecision): object {
  const { url, organisation, votes, decidedOn } = decision
  return {
    '@type': 'Motion',
    id: url,
    identifier: decision.id,
    name: decision.title,
    text: decision.question,
    classification: 'decision',
    date: decidedOn,
    organization_id: organisation.tooi ?? organisation.url,
    organization: {
      id: organisation.tooi ?? organisation.url,
      name: organisation.name,
      classification: 'Municipality',
    },
    creator: { '@type': 'Post', label: decision.function },
    requirement: decision.basis,
    result: decision.holds ? 'adopted' : 'withdrawn',
    outcome: decision.chosen,
    reasons: decision.reasons,
    options: decision.options.map(({ id, title, description }) => ({
      id: `${url}#${id}`,
      name: title,
      description,
    })),
    sources: [{ url: decision.data, note: 'JSON' }],
    created_at: decision.publishedAt,
    updated_at: decision.updatedAt,
    vote_events:
      votes === null
        ? []
        : [
            {
              '@type': 'VoteEvent',
              id: `${url}#stemming`,
              motion_id: url,
              organization: { name: votes.body },
              start_date: decidedOn,
              result: votes.for > votes.against ? 'pass' : 'fail',
              counts: countVotes(votes),
              group_results: votes.factions.map((faction) => ({
                group: { name: faction.name, classification: 'Faction' },
                counts: countVotes(faction),
              })),
            },
          ],
  }
}

/** The options of Popolo: `yes`, `no` and `abstain`. */
const countVotes = (counts: Counts) => [
  { option: 'yes', value: counts.for },
  { option: 'no', value: counts.against },
  { option: 'abstain', value: counts.abstained },
]
