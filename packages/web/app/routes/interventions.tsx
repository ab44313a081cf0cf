import { Form } from 'react-router'
import { FollowUpFields } from '../components/evaluations/follow-up-fields.tsx'
import { FollowUpNav } from '../components/evaluations/follow-up-nav.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { InterventionEntries } from '../components/interventions/entries.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { readFollowUpFilter } from '../follow-up-filter.ts'
import { listInterventions } from '../interventions/api.ts'
import { SHOWN_STATES } from '../interventions/view.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/interventions.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const state = SHOWN_STATES.find((known) => known === searchParams.get('stand'))
  const { asked, ...filter } = await readFollowUpFilter(fetchApi, searchParams)
  const page = await listInterventions(fetchApi, {
    ...asked,
    ...(state === 'stalled'
      ? { stalled: true }
      : state
        ? { state, ...(state === 'running' ? { stalled: false } : {}) }
        : {}),
    pageSize: 20,
    ...startOf(request),
  })
  return { ...page, filter, state: state ?? '' }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).interventions
  return titleMeta(location.pathname, title, lead)
}

export default function Interventions({ loaderData }: Route.ComponentProps) {
  const { items, next, filter, state } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventions
  const chosen = [state, ...Object.values(filter.chosen)].join('')
  return (
    <Page title={words.title} lead={words.lead}>
      <FollowUpNav />
      <Form method="get" action={paths.interventions()} className="sp-filter" key={chosen}>
        <FollowUpFields {...filter} />
        <SelectField
          name="stand"
          label={words.filter.state}
          defaultValue={state}
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
        <Nothing>{chosen !== '' ? words.noneFound : words.none}</Nothing>
      )}
      <NextPage next={next} />
    </Page>
  )
}
