import { data, Form } from 'react-router'
import { endOfDay } from '../../clock-time.ts'
import { SubmitButton, TextField } from '../../components/form.tsx'
import { NextPage } from '../../components/lists.tsx'
import { DataUses, LedTo } from '../../components/my-data/uses.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { listMyDataUses } from '../../my-data/api.ts'
import { pathsOf, startOf } from '../../paths.ts'
import type { Route } from './+types/uses.ts'

const MOST_DAYS = 366
const FIRST_DAY = Date.parse('2000-04-01')
const DAY_MILLISECONDS = 86_400_000

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const asked = new URL(request.url).searchParams
  const [from, to] = [asked.get('van') || undefined, asked.get('tot') || undefined]
  const wrong = isWrong(from, to, now())
  const days = wrong ? {} : { ...(from && { from }), ...(to && { to }) }
  const uses = await listMyDataUses(fetchApi, { ...days, ...(wrong ? {} : startOf(request)) })
  return data({ ...uses, wrong }, { status: wrong ? 400 : 200 })
}

/** Whether the API would refuse these days; then it is asked for the usual ones. */
function isWrong(from: string | undefined, to: string | undefined, now: number): boolean {
  const moments = [from, to].map((day) =>
    day === undefined ? undefined : endOfDay(day) ? Date.parse(day) : Number.NaN,
  )
  if (moments.some((moment) => moment !== undefined && !(moment >= FIRST_DAY))) return true
  const [first, last] = moments
  if (first === undefined) return false
  const length = ((last ?? now + DAY_MILLISECONDS) - first) / DAY_MILLISECONDS
  return length < 0 || length > MOST_DAYS
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).myData.uses
  return titleMeta(location.pathname, title, lead)
}

export default function MyDataUses({ loaderData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const { from, to, items, next, ledTo, wrong } = loaderData
  const words = t.myData.uses
  const paths = pathsOf(language)
  return (
    <Page title={words.title} lead={words.lead} above={[{ name: t.myData.title, to: paths.myData() }]}>
      <Form method="get" action={paths.myDataUses()} className="sp-filter" key={`${from} ${to}`}>
        <TextField name="van" type="date" label={words.from} defaultValue={from} hideOptional />
        <TextField name="tot" type="date" label={words.to} defaultValue={to} hideOptional />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {wrong ? (
        <Paragraph role="alert" className="sp-notice">
          {words.wrongPeriod}
        </Paragraph>
      ) : null}
      <Paragraph className="sp-quiet">
        {words.period(formatDay(from, language), formatDay(to, language))}
      </Paragraph>
      {items.length === 0 ? <Nothing>{words.none}</Nothing> : <DataUses items={items} />}
      <NextPage next={next} />
      <LedTo ledTo={ledTo} />
    </Page>
  )
}
