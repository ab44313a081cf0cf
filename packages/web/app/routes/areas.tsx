import { redirect } from 'react-router'
import { type AreaSummary, listAll, listAreas } from '../api.ts'
import { AreaFinder } from '../components/area-finder.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Heading, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/areas.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const asked = new URL(request.url).searchParams.get('q')?.trim().slice(0, 100) ?? ''
  const [found, districts, neighbourhoods] = await Promise.all([
    asked ? listAreas(fetchApi, { q: asked }).then(({ items }) => items) : [],
    listLevel('district'),
    listLevel('neighbourhood'),
  ])
  const only = found.length === 1 ? found[0] : undefined
  if (only) throw redirect(pathsOf(languageOfRequest(request)).area(only.code))
  return { asked, found, districts, neighbourhoods }

  function listLevel(level: 'district' | 'neighbourhood') {
    return listAll((from) => listAreas(fetchApi, { level, pageSize: 200, ...from }))
  }
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.areas.title, t.areas.lead)
}

export default function Areas({ loaderData }: Route.ComponentProps) {
  const { asked, found, districts, neighbourhoods } = loaderData
  const { t, language } = useLanguage()
  const known = new Set(districts.map(({ code }) => code))
  const orphans = neighbourhoods.filter(({ parentCode }) => !parentCode || !known.has(parentCode))
  return (
    <Page title={t.areas.title} lead={t.areas.lead}>
      <AreaFinder asked={asked} />
      {asked ? (
        <div role="status">
          <Paragraph>
            {found.length > 0 ? t.areas.found(found.length, asked) : t.areas.nothing(asked)}
          </Paragraph>
          <AreaLinks items={found} />
        </div>
      ) : null}
      <div className="sp-section">
        {districts.map((district) => (
          <section className="sp-district" key={district.code}>
            <Heading level={2} appearance="level-3">
              <TextLink to={pathsOf(language).area(district.code)}>{district.name}</TextLink>
            </Heading>
            <AreaLinks items={neighbourhoods.filter(({ parentCode }) => parentCode === district.code)} />
          </section>
        ))}
        {orphans.length > 0 ? (
          <Section title={t.areas.districtsWithout}>
            <AreaLinks items={orphans} />
          </Section>
        ) : null}
      </div>
    </Page>
  )
}

function AreaLinks({ items }: { items: AreaSummary[] }) {
  const { language } = useLanguage()
  return (
    <ul className="sp-plain-list">
      {items.map(({ code, name }) => (
        <li key={code}>
          <TextLink to={pathsOf(language).area(code)}>{name}</TextLink>
        </li>
      ))}
    </ul>
  )
}
