import { Form } from 'react-router'
import { LISTED_STATES } from '../agreement-view.ts'
import { listAgreements } from '../api.ts'
import { AgreementEntries } from '../components/agreements.tsx'
import { SelectField, SubmitButton } from '../components/form.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf, startOf } from '../paths.ts'
import type { Route } from './+types/agreements.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const asked = new URL(request.url).searchParams.get('stand')
  const only = LISTED_STATES.find((known) => known === asked)
  const groups = await Promise.all(
    (only ? [only] : LISTED_STATES).map(async (state) => ({
      state,
      ...(await listAgreements(fetchApi, { state, ...(only ? startOf(request) : {}) })),
    })),
  )
  return { only, groups }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { agreements } = messagesOf(languageOf(location.pathname))
  const title = loaderData?.only ? agreements.all[loaderData.only] : agreements.title
  return titleMeta(location.pathname, title, agreements.lead)
}

export default function Agreements({ loaderData: { only, groups } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.agreements
  const filled = groups.filter(({ items }) => items.length > 0)
  return (
    <Page
      title={only ? words.all[only] : words.title}
      lead={words.lead}
      above={only ? [{ name: words.title, to: paths.agreements() }] : []}
    >
      <Form method="get" action={paths.agreements()} className="sp-filter">
        <SelectField
          key={only ?? ''}
          name="stand"
          label={words.filter}
          defaultValue={only ?? ''}
          options={[
            { value: '', label: words.everything },
            ...LISTED_STATES.map((value) => ({ value, label: words.groups[value] })),
          ]}
        />
        <SubmitButton>{t.site.show}</SubmitButton>
      </Form>
      {filled.length === 0 ? <Nothing>{only ? words.noneOf[only] : words.none}</Nothing> : null}
      {filled.map(({ state, items, next }) => (
        <Section key={state} title={words.groups[state]}>
          <AgreementEntries items={items} />
          {only || next === null ? (
            <NextPage next={next} />
          ) : (
            <p>
              <TextLink to={paths.agreements(state)}>{words.all[state]}</TextLink>
            </p>
          )}
        </Section>
      ))}
      {only ? (
        <Paragraph>
          <TextLink to={paths.agreements()}>{words.everything}</TextLink>
        </Paragraph>
      ) : null}
    </Page>
  )
}
