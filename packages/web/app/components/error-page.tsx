import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Section } from './page.tsx'
import { Heading, Paragraph, TextLink } from './text.tsx'

/** A page in plain language for what went wrong, with ways to go on. */
export function ErrorPage({ status }: { status: number }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const [title, text] =
    status === 404
      ? [t.errors.notFoundTitle, t.errors.notFoundText]
      : status === 401 || status === 403
        ? [t.errors.forbiddenTitle, t.errors.forbiddenText]
        : [t.errors.failedTitle, t.errors.failedText]
  return (
    <article className="sp-page">
      <title>{`${title} · ${t.site.name}`}</title>
      <header className="sp-page-head">
        <Heading level={1}>{title}</Heading>
        <Paragraph purpose="lead">{text}</Paragraph>
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
