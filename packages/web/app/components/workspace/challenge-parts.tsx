import type { ReactNode } from 'react'
import { partMembers } from '../../agreement-view.ts'
import type { Alliance, Challenge } from '../../api.ts'
import { formatDay, formatList, formatValue } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Do } from '../form/buttons.tsx'
import { placeOf, useForm } from '../form/form-context.ts'
import { GoalOver } from '../goal.tsx'
import { Section } from '../page.tsx'
import { Paragraph, TextLink } from '../text.tsx'

/** The sources, goals, parties and alliances of a challenge, each with its own page to change it; goals of which the last day is over say so. */
export function ChallengeParts({
  challenge,
  alliances,
  today,
  may,
}: {
  challenge: Challenge
  alliances: Alliance[]
  today: string
  may: boolean
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.challenge
  const { slug, sources, goals, parties } = challenge
  return (
    <>
      <Part name="sources" title={words.sourcesTitle} text={words.sourcesText}>
        <ul className="sp-parts">
          {sources.map(({ id, kind, title, citation }) => (
            <li key={id}>
              <span className="sp-quiet">{t.sourceKinds[kind]}</span>
              <TextLink to={paths.editSource(slug, id)}>{title}</TextLink>
              <span>{citation}</span>
            </li>
          ))}
        </ul>
        {may ? <AddPart what="source">{words.addSource}</AddPart> : null}
      </Part>
      <Part name="goals" title={words.goalsTitle} text={words.goalsText}>
        <ul className="sp-parts">
          {goals.map(({ id, title, target, unit, targetDate, direction }) => (
            <li key={id}>
              <TextLink to={paths.editGoal(slug, id)}>{title}</TextLink>
              <span>
                {t.goals.aim(
                  formatValue(target, unit, language),
                  formatDay(targetDate, language),
                  direction === 'lower',
                )}{' '}
                <GoalOver targetDate={targetDate} today={today} />
              </span>
            </li>
          ))}
        </ul>
        {may ? <AddPart what="goal">{words.addGoal}</AddPart> : null}
      </Part>
      <Section title={words.partiesTitle}>
        <Paragraph>{words.partiesText}</Paragraph>
        <ul className="sp-parts">
          {parties.map(({ organisationId, name, role, contribution }) => (
            <li key={organisationId}>
              <span className="sp-quiet">{t.partyRoles[role]}</span>
              <TextLink to={paths.editParty(slug, organisationId)}>{name}</TextLink>
              <span>{contribution}</span>
            </li>
          ))}
        </ul>
        {may ? <AddPart what="party">{words.addParty}</AddPart> : null}
      </Section>
      <Section title={t.editing.alliance.sectionTitle}>
        <Paragraph>{t.editing.alliance.sectionText}</Paragraph>
        <ul className="sp-parts">
          {alliances.map((alliance) => (
            <li key={alliance.id}>
              <TextLink to={paths.editAlliance(slug, alliance.slug)}>{alliance.title}</TextLink>
              <span>
                {formatList(
                  partMembers(alliance, today).present.map(({ name }) => name),
                  language,
                )}
              </span>
            </li>
          ))}
        </ul>
        {may ? <AddPart what="alliance">{t.editing.alliance.add}</AddPart> : null}
      </Section>
    </>
  )
}

/** A list that a mistake can be about: the summary of mistakes leads here. */
function Part({
  name,
  title,
  text,
  children,
}: {
  name: string
  title: string
  text: string
  children: ReactNode
}) {
  const { mistakes } = useForm()
  const mistake = mistakes.get(name)
  return (
    <div id={placeOf(name)} tabIndex={-1} className={mistake ? 'sp-group-wrong' : ''}>
      <Section title={title}>
        <Paragraph>{text}</Paragraph>
        {mistake ? <p className="utrecht-form-field-error-message">{mistake}</p> : null}
        {children}
      </Section>
    </div>
  )
}

/** Goes on to a new part; what was typed so far is saved first. */
function AddPart({ what, children }: { what: string; children: ReactNode }) {
  return (
    <Do what={what} purpose="secondary">
      {children}
    </Do>
  )
}
