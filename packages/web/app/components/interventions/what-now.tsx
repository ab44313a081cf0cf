import type { Intervention } from '../../interventions/api.ts'
import { stepsOf } from '../../interventions/steps.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Paragraph, TextLink } from '../text.tsx'
import { ActionLink } from '../workspace/action-link.tsx'

/** What can be done with an intervention now, each with a page of its own. */
export function WhatNow({ item }: { item: Intervention }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventionDesk
  const isOpen = item.state === 'draft' || item.state === 'registered'
  const open = item.state === 'ended' || item.state === 'withdrawn' ? [] : item.milestones
  const photos = item.state === 'withdrawn' ? [] : item.photos.filter(({ withdrawal }) => withdrawal === null)
  return (
    <Section title={words.parts.next}>
      <div className="sp-actions">
        {isOpen ? <ActionLink to={paths.interventionDesign(item.slug)}>{words.designLink}</ActionLink> : null}
        {item.state === 'draft' ? (
          <ActionLink to={paths.interventionEthics(item.slug)}>{words.ethicsLink}</ActionLink>
        ) : null}
        {item.state === 'registered' || item.state === 'running' ? (
          <ActionLink to={paths.interventionEthics(item.slug)}>{words.ethicsAgainLink}</ActionLink>
        ) : null}
        {stepsOf(item).map((step) => (
          <ActionLink key={step} to={paths.interventionStep(item.slug, step)}>
            {words.steps[step].title}
          </ActionLink>
        ))}
        {item.startedOn !== null && item.state !== 'withdrawn' ? (
          <ActionLink to={paths.newEvaluation(item.slug)}>{t.evaluationDesk.start}</ActionLink>
        ) : null}
      </div>
      {item.state === 'draft' && item.ethicsCheck ? <Paragraph>{words.ethicsDone}</Paragraph> : null}
      {open.length + photos.length > 0 ? (
        <ul className="sp-list">
          {open
            .filter(({ reachedOn }) => reachedOn === null)
            .map(({ id, title }) => (
              <li key={id}>
                <TextLink to={paths.interventionStep(item.slug, 'mijlpaal', id)}>
                  {words.reach(title)}
                </TextLink>
              </li>
            ))}
          {photos.map(({ id, alt }) => (
            <li key={id}>
              <TextLink to={paths.interventionStep(item.slug, 'foto-weghalen', id)}>
                {words.photoOf(alt)}
              </TextLink>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}
