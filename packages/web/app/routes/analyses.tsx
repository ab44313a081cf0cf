import { Button } from '@nl-design-system-candidate/button-react'
import { Form } from 'react-router'
import { listAnalyses } from '../analyses/api.ts'
import { AnalysisEntries } from '../components/analyses/entries.tsx'
import { TextField } from '../components/form.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Nothing } from '../components/text.tsx'
import { ActionLink } from '../components/workspace/action-link.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/analyses.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url)
  const q = searchParams.get('zoek')?.trim() ?? ''
  const subject = searchParams.get('onderwerp') ?? ''
  const page = await listAnalyses(getSite(context).fetchApi, {
    q,
    subject,
    pageSize: 20,
    ...startOf(request),
  })
  return { ...page, q, subject }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).analyses
  return titleMeta(location.pathname, title, lead)
}

export default function Analyses({ loaderData: { items, next, q, subject } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses
  return (
    <Page title={words.title} lead={words.lead}>
      <Form className="sp-filter" role="search" action={paths.analyses()}>
        {subject ? <input type="hidden" name="onderwerp" value={subject} /> : null}
        <TextField name="zoek" label={words.search} defaultValue={q} hideOptional optional />
        <Button type="submit" purpose="secondary">
          {t.site.search}
        </Button>
      </Form>
      {items.length > 0 ? (
        <AnalysisEntries items={items} level={2} />
      ) : (
        <Nothing>{q ? words.noneFound(q) : words.none}</Nothing>
      )}
      <NextPage next={next} />
      <div className="sp-actions">
        <ActionLink to={paths.newAnalysis()}>{words.write}</ActionLink>
      </div>
    </Page>
  )
}
