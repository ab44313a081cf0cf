import { isRouteErrorResponse } from 'react-router'
import type { ProblemDetails } from '../api.ts'
import { useLanguage } from '../language.ts'
import type { Messages } from '../messages/nl.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Heading, Paragraph, TextLink } from './text.tsx'

/** What happened, as a title and what can be done. */
function explain(status: number, errors: Messages['errors']): [string, string] {
  switch (status) {
    case 400:
    case 404:
      return [errors.notFoundTitle, errors.notFoundText]
    case 401:
    case 403:
      return [errors.forbiddenTitle, errors.forbiddenText]
    case 413:
      return [errors.tooLargeTitle, errors.tooLargeText]
    case 415:
      return [errors.noFormTitle, errors.noFormText]
    default:
      return [errors.failedTitle, errors.failedText]
  }
}

/** Of these the API says more precisely what is the matter, in the language of the page. */
const EXPLAINED = [400, 403, 404]

/** A page in plain language for what went wrong, with ways to go on. */
export function ErrorPage({ error }: { error: unknown }) {
  const status = isRouteErrorResponse(error) ? error.status : 500
  const detail = isRouteErrorResponse(error)
    ? (error.data as Partial<ProblemDetails> | null)?.detail
    : undefined
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const [title, text] = explain(status, t.errors)
  return (
    <article className="sp-page">
      <title>{`${title} · ${t.site.name}`}</title>
      <header className="sp-page-head">
        <Heading level={1}>{title}</Heading>
        <Paragraph purpose="lead">{(EXPLAINED.includes(status) && detail) || text}</Paragraph>
      </header>
      <Section title={t.errors.waysOn}>
        <ul className="sp-list">
          <li>
            <TextLink to={paths.home()}>{t.nav.home}</TextLink>
          </li>
          <li>
            <TextLink to={paths.challenges()}>{t.nav.challenges}</TextLink>
          </li>
          <li>
            <TextLink to={paths.areas()}>{t.nav.areas}</TextLink>
          </li>
        </ul>
      </Section>
    </article>
  )
}
