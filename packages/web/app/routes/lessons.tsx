import { Form } from 'react-router'
import { FollowUpNav } from '../components/evaluations/follow-up-nav.tsx'
import { SelectField, SubmitButton, TextField } from '../components/form.tsx'
import { LessonEntries } from '../components/lessons/entries.tsx'
import { MissingLessons } from '../components/lessons/missing.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { listLessons, listMissingLessons, VERDICTS } from '../lessons/api.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/lessons.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url)
  const search = (searchParams.get('zoek') ?? '').trim().slice(0, 200)
  const verdict = VERDICTS.find((known) => known === searchParams.get('uitspraak'))
  const { fetchApi } = getSite(context)
  const start = startOf(request)
  const isWhole = search === '' && verdict === undefined && Object.keys(start).length === 0
  const [page, missing] = await Promise.all([
    listLessons(fetchApi, {
      ...(search.length > 1 ? { search } : {}),
      ...(verdict ? { verdict } : {}),
      pageSize: 20,
      ...start,
    }),
    isWhole ? listMissingLessons(fetchApi) : [],
  ])
  return { ...page, missing, filter: { search, verdict: verdict ?? '' } }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).lessons
  return titleMeta(location.pathname, title, lead)
}

export default function Lessons({ loaderData: { items, missing, next, filter } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.lessons
  const isFiltered = filter.search !== '' || filter.verdict !== ''
  return (
    <Page title={words.title} lead={words.lead}>
      <FollowUpNav />
      <Form
        method="get"
        action={paths.lessons()}
        className="sp-filter"
        role="search"
        key={`${filter.search} ${filter.verdict}`}
      >
        <TextField
          name="zoek"
          label={words.search}
          defaultValue={filter.search}
          maxLength={200}
          hideOptional
          optional
        />
        <SelectField
          name="uitspraak"
          label={words.filter.verdict}
          defaultValue={filter.verdict}
          options={[
            { value: '', label: words.filter.all },
            ...VERDICTS.map((value) => ({ value, label: words.verdicts[value] })),
          ]}
        />
        <SubmitButton>{t.site.search}</SubmitButton>
      </Form>
      {items.length > 0 ? (
        <LessonEntries items={items} level={2} />
      ) : (
        <Nothing>{isFiltered ? words.noneFound : words.none}</Nothing>
      )}
      <NextPage next={next} />
      <MissingLessons items={missing} />
    </Page>
  )
}
