import { Form } from 'react-router'
import { listChallenges } from '../api.ts'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { ChallengeEntries, NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { PHASES } from '../loop.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/challenges.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('fase')
  const phase = PHASES.find((known) => known === asked)
  const { items, next } = await listChallenges(getSite(context).fetchApi, {
    ...(phase ? { phase } : {}),
    ...startOf(request),
  })
  return { items, next, phase: phase ?? '' }
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.challenges.title, t.challenges.lead)
}

export default function Challenges({ loaderData: { items, next, phase } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  return (
    <Page title={t.challenges.title} lead={t.challenges.lead}>
      <Form method="get" action={pathsOf(language).challenges()} className="sp-filter">
        <SelectField
          key={phase}
          name="fase"
          label={t.challenges.filter}
          defaultValue={phase}
          options={[
            { value: '', label: t.challenges.allPhases },
            ...PHASES.map((value) => ({ value, label: t.phases[value] })),
          ]}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <ChallengeEntries items={items} level={2} />
      ) : (
        <Nothing>{t.challenges.none}</Nothing>
      )}
      <NextPage next={next} />
    </Page>
  )
}
