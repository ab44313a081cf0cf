import { Form } from 'react-router'
import { EvaluationEntries } from '../components/evaluations/entries.tsx'
import { FollowUpFields } from '../components/evaluations/follow-up-fields.tsx'
import { FollowUpNav } from '../components/evaluations/follow-up-nav.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { listEvaluations } from '../evaluations/api.ts'
import { ANSWERS } from '../evaluations/view.ts'
import { readFollowUpFilter } from '../follow-up-filter.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/evaluations.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const answer = ANSWERS.find((known) => known === searchParams.get('antwoord'))
  const { asked, ...filter } = await readFollowUpFilter(fetchApi, searchParams)
  // In the order in which they were published: what did not work stands among what did.
  const page = await listEvaluations(fetchApi, {
    ...asked,
    ...(answer ? { answer } : {}),
    pageSize: 20,
    ...startOf(request),
  })
  return { ...page, filter, answer: answer ?? '' }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).evaluations
  return titleMeta(location.pathname, title, lead)
}

export default function Evaluations({ loaderData }: Route.ComponentProps) {
  const { items, next, filter, answer } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluations
  const chosen = [answer, ...Object.values(filter.chosen)].join('')
  return (
    <Page title={words.title} lead={words.lead}>
      <FollowUpNav />
      <Form method="get" action={paths.evaluations()} className="sp-filter" key={chosen}>
        <SelectField
          name="antwoord"
          label={words.filter.answer}
          defaultValue={answer}
          options={[
            { value: '', label: words.filter.all },
            ...ANSWERS.map((value) => ({ value, label: words.answers[value] })),
          ]}
        />
        <FollowUpFields {...filter} />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <EvaluationEntries items={items} level={2} />
      ) : (
        <Nothing>{chosen !== '' ? words.noneFound : words.none}</Nothing>
      )}
      <NextPage next={next} />
    </Page>
  )
}
