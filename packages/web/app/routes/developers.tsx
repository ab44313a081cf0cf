import { listIndicators, listStations } from '../api.ts'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/developers.ts'

const WEEK = 7 * 24 * 3_600_000

/** What the examples are about: a series and an indicator that are really there, so that each address gives something. */
export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi, publicUrl, now } = getSite(context)
  const [stations, indicators] = await Promise.all([
    listStations(fetchApi, { pageSize: 1 }),
    listIndicators(fetchApi),
  ])
  const datastream = stations.items[0]?.latest[0]?.datastreamId ?? 1
  const until = Math.floor(now() / 3_600_000) * 3_600_000
  const [from, to] = [until - WEEK, until].map((moment) => new Date(moment).toISOString().slice(0, 19))
  return { publicUrl, datastream, from: `${from}Z`, to: `${to}Z`, indicator: indicators.items[0]?.slug }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.developers
  return titleMeta(location.pathname, title, lead)
}

/** For who wants to use the data in a program: the addresses that are not pages for people, with what each gives. */
export default function Developers({ loaderData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const { title, lead, files, interfaces, examples, more } = t.pages.developers
  return (
    <Page title={title} lead={lead}>
      <Section title={files.title}>
        <Paragraph>{files.text}</Paragraph>
        <p>
          <TextLink to={pathsOf(language).datasets()} strong>
            {files.link}
          </TextLink>
        </p>
      </Section>
      <Section title={interfaces.title}>
        <Paragraph>{interfaces.text}</Paragraph>
        <Interface to="/sta/v1.1" {...interfaces.measurements} />
        <Interface to="/api/v1/openapi.json" {...interfaces.everything} />
        <Interface to={pathsOf(language).odrlProfile()} {...interfaces.agreements} />
      </Section>
      <Section title={examples.title}>
        <Paragraph>{examples.text}</Paragraph>
        <Examples words={examples} {...loaderData} />
      </Section>
      <Section title={more.title}>
        {more.text.map((paragraph) => (
          <Paragraph key={paragraph}>{paragraph}</Paragraph>
        ))}
      </Section>
    </Page>
  )
}

function Interface({ to, title, text, link }: { to: string; title: string; text: string; link: string }) {
  return (
    <Section level={3} title={title}>
      <Paragraph>{text}</Paragraph>
      <p>
        <TextLink to={to}>{link}</TextLink>
      </p>
    </Section>
  )
}

type Words = ReturnType<typeof useLanguage>['t']['pages']['developers']['examples']
type Sample = Awaited<ReturnType<typeof loader>>

function Examples({ words, publicUrl, datastream, from, to, indicator }: { words: Words } & Sample) {
  const observations = `/sta/v1.1/Datastreams(${datastream})/Observations`
  const reads: [what: string, path: string][] = [
    [words.stations, '/api/v1/stations?format=csv'],
    [words.hours, `/api/v1/series?datastream=${datastream}&resolution=hour&from=${from}&to=${to}&format=csv`],
    [words.latest, '/sta/v1.1/Datastreams?$top=10&$expand=Observations($orderby=phenomenonTime desc;$top=1)'],
    [words.filter, `${observations}?$filter=result gt 10&$orderby=phenomenonTime desc&$top=5&$count=true`],
    ...(indicator
      ? [[words.figures, `/api/v1/indicators/${indicator}/values?format=csv`] as [string, string]]
      : []),
  ]
  const send = [
    "curl -H 'authorization: Bearer …' -H 'content-type: application/json' \\",
    `  -d '{"phenomenonTime": "${to}", "result": 12.3}' \\`,
    `  '${publicUrl}${observations}'`,
  ].join('\n')
  return (
    <dl className="sp-examples">
      {reads.map(([what, path]) => (
        <div key={path}>
          <dt>{what}</dt>
          <dd>
            <a className="nl-link" href={path}>
              <code>{path}</code>
            </a>
          </dd>
        </div>
      ))}
      <div>
        <dt>{words.send}</dt>
        <dd>
          <pre>{send}</pre>
        </dd>
      </div>
    </dl>
  )
}
