import { Link } from 'react-router'
import { ExploreAnswer } from '../components/explore/answer.tsx'
import { ExploreForm } from '../components/explore/question-form.tsx'
import { ForPurpose } from '../components/for-purpose.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { type Explorer, loadExplorer } from '../explore/load.server.ts'
import { languageOf, messagesOf, useLanguage, useSaying } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/explore.ts'

/** Anyone's own question to measurements and figures; the address holds all of it. */
export function loader({ request, context }: Route.LoaderArgs) {
  return loadExplorer(getSite(context), request)
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).explore
  const shown = loaderData?.isExample ? undefined : loaderData?.shown?.title
  return titleMeta(location.pathname, shown ? `${title}: ${shown}` : title, lead)
}

export default function ExplorePage({ loaderData }: Route.ComponentProps) {
  const { t } = useLanguage()
  const { isExample, shown, query, refusal } = loaderData
  return (
    <Page title={t.explore.title} lead={t.explore.lead}>
      <ForPurpose />
      <ExploreForm key={JSON.stringify(loaderData.asked)} {...loaderData} />
      <ChartKinds {...loaderData} />
      {isExample && shown ? <Nothing>{t.explore.example}</Nothing> : null}
      {refusal === null && loaderData.mistakes.length === 0 ? null : <Refusal {...loaderData} />}
      {shown && query ? <ExploreAnswer {...loaderData} shown={shown} query={query} /> : null}
    </Page>
  )
}

/** The same question in another chart. */
function ChartKinds({ chart, inCharts }: Explorer) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <nav aria-label={t.explore.chooseChart}>
      <ul className="sp-chart-kinds">
        {inCharts.map((other) => (
          <li key={other.chart}>
            <Link
              to={paths.explore(other.query)}
              preventScrollReset
              {...(other.chart === chart ? { 'aria-current': 'true' as const } : {})}
            >
              {t.explore.charts[other.chart]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Why a question cannot be answered, and what to do. */
function Refusal({ mistakes, offers, refusal, chart, choices }: Explorer) {
  const { t, language } = useLanguage()
  const say = useSaying()
  const words = t.explore.problem
  const noWind = chart === 'rose' && choices.winds.every(({ options }) => options.length === 0)
  if (choices.what.every(({ options }) => options.length === 0)) return <Nothing>{words.nothing}</Nothing>
  const said = mistakes.length > 0 ? mistakes.map(({ detail }) => detail) : [noWind ? words.noWind : refusal]
  return (
    <Section title={mistakes.length > 0 ? words.title : words.more}>
      <ul className="sp-list">
        {said.map((detail) => (
          <li key={detail}>{detail === null ? null : say(detail)}</li>
        ))}
      </ul>
      {offers.length > 0 ? (
        <>
          <Paragraph>{words.offers}</Paragraph>
          <ul className="sp-list">
            {offers.map(({ label, query }) => (
              <li key={query}>
                <TextLink to={pathsOf(language).explore(query)}>{label}</TextLink>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Paragraph>{words.other}</Paragraph>
    </Section>
  )
}
