import { partMembers } from '../../agreement-view.ts'
import type { Alliance, AllianceMember } from '../../api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Nothing, TextLink } from '../text.tsx'

/** The members of an alliance, each with the way to change it; those who left come last. */
export function AllianceMembers({
  challenge,
  alliance,
  today,
}: {
  challenge: { slug: string }
  alliance: Alliance
  today: string
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.alliance
  const { present, past } = partMembers(alliance, today)
  if (alliance.members.length === 0) return <Nothing>{words.membersNone}</Nothing>
  const about = ({ role, enteredOn, leftOn }: AllianceMember) =>
    leftOn === null
      ? words.memberSince(t.partyRoles[role], formatDay(enteredOn, language))
      : words.memberLeft(t.partyRoles[role], formatDay(leftOn, language))
  return (
    <ul className="sp-parts">
      {[...present, ...past].map((member) => (
        <li key={member.id}>
          <span className="sp-quiet">{about(member)}</span>
          <TextLink to={paths.editMember(challenge.slug, alliance.slug, member.id)}>{member.name}</TextLink>
          <span>
            {words.parts(member.contributions.length, member.effects.length, member.mandates.length)}
          </span>
        </li>
      ))}
    </ul>
  )
}
