import { Form } from 'react-router'
import { listAllChallenges, listAreas } from '../api.ts'
import { EvaluationEntries } from '../components/evaluations/entries.tsx'
import { FollowUpNav } from '../components/evaluations/follow-up-nav.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { listEvaluations } from '../evaluations/api.ts'
import { ANSWERS } from '../evaluations/view.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/evaluations.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const [slug, area] = [searchParams.get('opgave') ?? '', searchParams.get('gebied') ?? '']
  const answer = ANSWERS.find((known) => known === searchParams.get('antwoord'))
  const [challenges, areas] = await Promise.all([
    listAllChallenges(fetchApi, {}),
    listAreas(fetchApi, { pageSize: 200 }),
  ])
  const challenge = challenges.find((each) => each.slug === slug)
  const known = areas.items.some(({ code }) => code === area)
  // In the order in which they were published: what did not work stands among what did.
  const page = await listEvaluations(fetchApi, {
    ...(challenge ? { challengeId: challenge.id } : {}),
    ...(known ? { area } : {}),
    ...(answer ? { answer } : {}),
    pageSize: 20,
    ...startOf(request),
  })
  return {
    ...page,
    filter: { challenge: challenge?.slug ?? '', area: known ? area : '', answer: answer ?? '' },
    challenges: challenges.map(({ slug: value, title: label }) => ({ value, label })),
    areas: areas.items.map(({ code: value, name: label }) => ({ value, label })),
  }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).evaluations
  return titleMeta(location.pathname, title, lead)
}

export default function Evaluations({ loaderData }: Route.ComponentProps) {
  const { items, next, filter, challenges, areas } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluations
  const isFiltered = Object.values(filter).some((each) => each !== '')
  return (
    <Page title={words.title} lead={words.lead}>
      <FollowUpNav />
      <Form
        method="get"
        action={paths.evaluations()}
        className="sp-filter"
        key={Object.values(filter).join()}
      >
        <SelectField
          name="antwoord"
          label={words.filter.answer}
          defaultValue={filter.answer}
          options={[
            { value: '', label: words.filter.all },
            ...ANSWERS.map((value) => ({ value, label: words.answers[value] })),
          ]}
        />
        <SelectField
          name="opgave"
          label={words.filter.challenge}
          defaultValue={filter.challenge}
          options={[{ value: '', label: words.filter.all }, ...challenges]}
        />
        <SelectField
          name="gebied"
          label={words.filter.area}
          defaultValue={filter.area}
          options={[{ value: '', label: words.filter.everywhere }, ...areas]}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <EvaluationEntries items={items} level={2} />
      ) : (
        <Nothing>{isFiltered ? words.noneFound : words.none}</Nothing>
      )}
      <NextPage next={next} />
    </Page>
  )
}
