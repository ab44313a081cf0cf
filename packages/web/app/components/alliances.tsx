import { partMembers } from '../agreement-view.ts'
import type { Alliance, AllianceMember, ChallengeParty } from '../api.ts'
import { formatDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import { Heading, Prose, TextLink, writtenIn } from './text.tsx'

/** Who works together on a challenge: what each is and brings in, what its actions mean for the others, and who left. */
export function Alliances({ items, today }: { items: Alliance[]; today: string }) {
  const { t, language } = useLanguage()
  return items.map((alliance) => {
    const { present, past } = partMembers(alliance, today)
    return (
      <section className="sp-alliance" key={alliance.id}>
        <Heading level={3}>{t.alliances.name(alliance.title)}</Heading>
        {alliance.purpose ? <Prose text={alliance.purpose} /> : null}
        <ul className="sp-members">
          {present.map((member) => (
            <Member key={member.id} member={member} all={alliance.members} today={today} />
          ))}
        </ul>
        {past.length > 0 ? (
          <>
            <p className="sp-quiet">{t.alliances.past}:</p>
            <ul className="sp-list">
              {past.map(({ id, name, leftOn, leaveReason }) => (
                <li key={id}>{t.alliances.left(name, formatDay(leftOn ?? '', language), leaveReason)}</li>
              ))}
            </ul>
          </>
        ) : null}
      </section>
    )
  })
}

function Member({ member, all, today }: { member: AllianceMember; all: AllianceMember[]; today: string }) {
  const { t, language } = useLanguage()
  const { name, role, enteredOn, contributions, effects, mandates } = member
  const since = formatDay(enteredOn, language)
  const nameOf = (id: string) => all.find(({ organisationId }) => organisationId === id)?.name ?? ''
  return (
    <li>
      <strong>{name}</strong>{' '}
      <span className="sp-quiet">
        ({t.partyRoles[role]}, {enteredOn > today ? t.alliances.from(since) : t.alliances.since(since)})
      </span>
      <ul className="sp-member-parts">
        {contributions.map(({ kind, text }) => (
          <li key={`${kind} ${text}`}>
            <span className="sp-quiet">{t.alliances.contributions[kind]}: </span>
            <span {...writtenIn(language)}>{text}</span>
          </li>
        ))}
        {effects.map(({ organisationId, text }) => (
          <li key={`${organisationId} ${text}`}>
            <span className="sp-quiet">{t.alliances.effect(nameOf(organisationId))}: </span>
            <span {...writtenIn(language)}>{text}</span>
          </li>
        ))}
        {mandates.map(({ subject, reference }) => (
          <li key={subject}>
            <span className="sp-quiet">{t.alliances.mandate}: </span>
            <span {...writtenIn(language)}>
              {/^https?:/.test(reference) ? (
                <TextLink to={reference}>{subject}</TextLink>
              ) : (
                `${subject}${reference ? ` (${reference})` : ''}`
              )}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** Parties to a challenge, each with what it brings in. */
export function ChallengeParties({ items }: { items: ChallengeParty[] }) {
  const { t, language } = useLanguage()
  return (
    <ul className="sp-parties">
      {items.map((party) => (
        <li key={party.organisationId}>
          <strong>{party.name}</strong> <span className="sp-quiet">({t.partyRoles[party.role]})</span>
          {party.contribution ? <p {...writtenIn(language)}>{party.contribution}</p> : null}
        </li>
      ))}
    </ul>
  )
}
