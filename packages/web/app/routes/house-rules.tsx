import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { listHouseRules } from '../remarks/api.ts'
import type { Route } from './+types/house-rules.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return { rules: await listHouseRules(getSite(context).fetchApi) }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.rules.title)
}

export default function HouseRules({ loaderData: { rules } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.remarks.rules
  return (
    <Page title={words.title} lead={words.lead}>
      {rules.map(({ key, title, text }) => (
        <Section key={key} id={key} title={title[language]}>
          <Paragraph>{text[language]}</Paragraph>
        </Section>
      ))}
      <Section title={words.how}>
        <ol className="sp-list">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>
          <TextLink to={pathsOf(language).judgements()} strong>
            {words.judgements}
          </TextLink>
        </p>
      </Section>
    </Page>
  )
}
