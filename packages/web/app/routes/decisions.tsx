import { Form } from 'react-router'
import { listAreas, listDecisions } from '../api.ts'
import { FollowUpNav } from '../components/evaluations/follow-up-nav.tsx'
import { SelectField, SubmitButton, TextField } from '../components/form.tsx'
import { DecisionEntries, NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { listOutcomes } from '../outcomes/api.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/decisions.ts'

/** The standings that one can ask for, in the order of the list. */
const STANDINGS = ['open', 'in-force', 'reopened', 'to-be-changed', 'withdrawn', 'replaced'] as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const asked = new URL(request.url).searchParams
  const q = (asked.get('woorden') ?? '').trim().slice(0, 200)
  const field = asked.get('onderwerp') ?? ''
  const area = asked.get('gebied') ?? ''
  const standing = STANDINGS.find((each) => each === asked.get('stand'))
  const isField = field in messagesOf('nl').editing.mandate.areas
  const [decisions, areas] = await Promise.all([
    listDecisions(fetchApi, {
      ...(q.length > 1 ? { q } : {}),
      ...(isField ? { field } : {}),
      ...(area ? { area } : {}),
      ...(standing ? { standing } : {}),
      ...startOf(request),
    }),
    listAreas(fetchApi, { pageSize: 200 }),
  ])
  return {
    ...decisions,
    outcomes: await listOutcomes(fetchApi, decisions.items),
    asked: { q, field: isField ? field : '', area, standing: standing ?? '' },
    areas: areas.items.map(({ code, name }) => ({ value: code, label: name })),
  }
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.decisions.title, t.decisions.lead)
}

export default function Decisions({
  loaderData: { items, next, asked, areas, outcomes },
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions
  const isAsked = Object.values(asked).some((each) => each !== '')
  return (
    <Page title={words.title} lead={words.lead}>
      <FollowUpNav />
      <Form
        key={Object.values(asked).join()}
        method="get"
        action={paths.decisions()}
        className="sp-filter sp-find-decision"
        aria-label={words.search}
      >
        <TextField name="woorden" label={words.searchWords} defaultValue={asked.q} maxLength={200} />
        <SelectField
          name="onderwerp"
          label={words.searchField}
          defaultValue={asked.field}
          options={[
            { value: '', label: words.anyField },
            ...Object.entries(t.editing.mandate.areas)
              .filter(([value]) => value !== 'any')
              .map(([value, label]) => ({ value, label })),
          ]}
        />
        <SelectField
          name="gebied"
          label={words.searchArea}
          defaultValue={asked.area}
          options={[{ value: '', label: words.anyArea }, ...areas]}
        />
        <SelectField
          name="stand"
          label={words.searchStanding}
          defaultValue={asked.standing}
          options={[
            { value: '', label: words.anyStanding },
            ...STANDINGS.map((value) => ({ value, label: words.standings[value] })),
          ]}
        />
        <SubmitButton>{words.searchButton}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <DecisionEntries items={items} level={2} outcomes={outcomes} />
      ) : (
        <Nothing>{isAsked ? words.nothingFound : words.none}</Nothing>
      )}
      <NextPage next={next} />
      <Paragraph>
        <TextLink to={paths.decisionBoard()} strong>
          {words.toBoard}
        </TextLink>
      </Paragraph>
    </Page>
  )
}
