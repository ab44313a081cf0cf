import { Form } from 'react-router'
import { listAllChallenges, listAreas } from '../api.ts'
import { FollowUpNav } from '../components/evaluations/follow-up-nav.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { InterventionEntries } from '../components/interventions/entries.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { listInterventions } from '../interventions/api.ts'
import { SHOWN_STATES } from '../interventions/view.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/interventions.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const [slug, area] = [searchParams.get('opgave') ?? '', searchParams.get('gebied') ?? '']
  const state = SHOWN_STATES.find((known) => known === searchParams.get('stand'))
  const [challenges, areas] = await Promise.all([
    listAllChallenges(fetchApi, {}),
    listAreas(fetchApi, { pageSize: 200 }),
  ])
  const challenge = challenges.find((each) => each.slug === slug)
  const known = areas.items.some(({ code }) => code === area)
  const page = await listInterventions(fetchApi, {
    ...(challenge ? { challengeId: challenge.id } : {}),
    ...(known ? { area } : {}),
    ...(state === 'stalled'
      ? { stalled: true }
      : state
        ? { state, ...(state === 'running' ? { stalled: false } : {}) }
        : {}),
    pageSize: 20,
    ...startOf(request),
  })
  return {
    ...page,
    filter: { challenge: challenge?.slug ?? '', area: known ? area : '', state: state ?? '' },
    challenges: challenges.map(({ slug: value, title: label }) => ({ value, label })),
    areas: areas.items.map(({ code: value, name: label }) => ({ value, label })),
  }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).interventions
  return titleMeta(location.pathname, title, lead)
}

export default function Interventions({ loaderData }: Route.ComponentProps) {
  const { items, next, filter, challenges, areas } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventions
  const isFiltered = filter.challenge !== '' || filter.area !== '' || filter.state !== ''
  return (
    <Page title={words.title} lead={words.lead}>
      <FollowUpNav />
      <Form
        method="get"
        action={paths.interventions()}
        className="sp-filter"
        key={`${filter.challenge} ${filter.area} ${filter.state}`}
      >
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
        <SelectField
          name="stand"
          label={words.filter.state}
          defaultValue={filter.state}
          options={[
            { value: '', label: words.filter.all },
            ...SHOWN_STATES.map((value) => ({ value, label: words.states[value] })),
          ]}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <InterventionEntries items={items} level={2} />
      ) : (
        <Nothing>{isFiltered ? words.noneFound : words.none}</Nothing>
      )}
      <NextPage next={next} />
    </Page>
  )
}
