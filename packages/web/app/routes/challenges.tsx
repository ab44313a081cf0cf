import { Form } from 'react-router'
import { listChallenges, type Phase } from '../api.ts'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { ChallengeEntries, NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { PHASES, STEP_OF_PHASE } from '../loop.ts'
import type { Messages } from '../messages/nl.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/challenges.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('fase')
  const phase = PHASES.find((known) => known === asked)
  const { items, next } = await listChallenges(getSite(context).fetchApi, {
    ...(phase ? { phase } : {}),
    ...startOf(request),
  })
  return { items, next, phase }
}

/** The heading of the page and what it is about: of all challenges, or of those at one step of the loop. */
function describe(t: Messages, phase: Phase | undefined): { title: string; lead: string } {
  if (!phase) return { title: t.challenges.title, lead: t.challenges.lead }
  const step = t.loop.steps[STEP_OF_PHASE[phase]]
  return { title: t.challenges.atStep(step.name), lead: step.text }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { title, lead } = describe(messagesOf(languageOf(location.pathname)), loaderData?.phase)
  return titleMeta(location.pathname, title, lead)
}

export default function Challenges({ loaderData: { items, next, phase } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const all = { name: t.challenges.title, to: paths.challenges() }
  return (
    <Page {...describe(t, phase)} above={phase ? [all] : []}>
      <Form method="get" action={paths.challenges()} className="sp-filter">
        <SelectField
          key={phase ?? ''}
          name="fase"
          label={t.challenges.filter}
          defaultValue={phase ?? ''}
          options={[
            { value: '', label: t.challenges.allPhases },
            ...PHASES.map((value) => ({ value, label: t.phases[value] })),
          ]}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <ChallengeEntries items={items} level={2} step={phase && STEP_OF_PHASE[phase]} />
      ) : (
        <Nothing>{phase ? t.challenges.noneAtStep(t.phases[phase]) : t.challenges.none}</Nothing>
      )}
      {phase ? (
        <Paragraph>
          <TextLink to={all.to}>{t.home.challengesAll}</TextLink>
        </Paragraph>
      ) : null}
      <NextPage next={next} />
    </Page>
  )
}
