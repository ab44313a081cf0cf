import { Part } from '../../components/my-data/part.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { EXPORT, listMyTables } from '../../my-data/api.ts'
import { pathsOf } from '../../paths.ts'
import type { Route } from './+types/home.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return { tables: await listMyTables(getSite(context).fetchApi) }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).myData
  return titleMeta(location.pathname, title, lead)
}

export default function MyData({ loaderData: { tables } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.myData
  const paths = pathsOf(language)
  const [held, empty] = [
    tables.filter(({ rows }) => rows.length > 0),
    tables.filter(({ rows }) => rows.length === 0),
  ]
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.ways.title}>
        <ul className="sp-list">
          <li>
            <TextLink to={paths.myDataUses()}>{words.ways.uses}</TextLink>
          </li>
          <li>
            <TextLink to={EXPORT}>{words.ways.take}</TextLink>
            <span className="sp-quiet"> {words.ways.takeHint}</span>
          </li>
          <li>
            <TextLink to={paths.deleteAccount()}>{words.ways.remove}</TextLink>
          </li>
        </ul>
      </Section>
      {held.map((table) => (
        <Part key={table.table} table={table} />
      ))}
      {empty.length === 0 ? null : (
        <Section title={words.nothingTitle}>
          <ul className="sp-list">
            {empty.map(({ table, name, about }) => (
              <li key={table}>
                <strong>{name[language]}</strong>: {about[language]}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
