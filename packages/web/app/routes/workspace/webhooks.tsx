import { listAllChallenges } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm } from '../../components/form/edit-form.tsx'
import { Line, Select, Ticks } from '../../components/form/fields.tsx'
import { Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { CopyLine } from '../../components/workspace/copy-line.tsx'
import { OrganisationPage } from '../../components/workspace/organisation-page.tsx'
import { getSite } from '../../context.ts'
import { formatMoment } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { createWebhook, listWebhooks } from '../../signals-api.ts'
import { getOrganisation } from '../../workspace/api.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt, ticksAt } from '../../workspace/values.ts'
import type { Route } from './+types/webhooks.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [organisation, webhooks, challenges] = await Promise.all([
    getOrganisation(fetchApi, params.id),
    listWebhooks(fetchApi, params.id),
    listAllChallenges(fetchApi, {}),
  ])
  return {
    organisation: { id: organisation.id, name: organisation.name },
    webhooks,
    challenges: challenges.map(({ id, title }) => ({ value: id, label: title })),
  }
}

/** The secret is in the answer to the form only: no address, no store of the browser ever has it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const challengeId = textAt(values, 'challengeId')
    const areaCode = textAt(values, 'areaCode')
    const { webhook, secret } = await createWebhook(getSite(context).fetchApi, params.id, {
      url: textAt(values, 'url'),
      happenings: ticksAt(values, 'happenings'),
      ...(challengeId && { challengeId }),
      ...(areaCode && { areaCode }),
    })
    return { made: { id: webhook.id, state: webhook.state, reason: webhook.reason, secret } }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).webhooks.title)
}

export default function Webhooks({ loaderData, actionData }: Route.ComponentProps) {
  const { organisation, webhooks, challenges } = loaderData
  const { t, language } = useLanguage()
  const words = t.webhooks
  const paths = pathsOf(language)
  if (actionData && 'made' in actionData) {
    const { id, reason, secret } = actionData.made
    return (
      <OrganisationPage organisation={organisation} title={words.secretTitle} lead={words.secretText}>
        <CopyLine id="geheim" label={words.secretLabel} value={secret} />
        <Paragraph>{reason ? reason[language] : words.confirmed}</Paragraph>
        <TextLink to={paths.webhook(organisation.id, id)}>{words.secretDone}</TextLink>
      </OrganisationPage>
    )
  }
  return (
    <OrganisationPage organisation={organisation} title={words.title} lead={words.lead}>
      {webhooks.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          columns={[
            { title: words.columns.url },
            { title: words.columns.state },
            { title: words.columns.since },
          ]}
          rows={webhooks.map(({ id, url, state, failingSince, createdAt }) => ({
            key: id,
            cells: [
              <TextLink key="url" to={paths.webhook(organisation.id, id)}>
                {url}
              </TextLink>,
              failingSince !== null && state === 'active' ? words.failing : words.states[state],
              formatMoment(createdAt, language),
            ],
          }))}
        />
      )}
      <Section title={words.addTitle}>
        <EditForm state={answerToForm(actionData) ?? { values: {}, mistakes: [] }} fields={words.fields}>
          <Line name="url" type="url" spellCheck={false} />
          <Ticks
            name="happenings"
            optional
            options={Object.entries(words.happenings).map(([value, label]) => ({ value, label }))}
          />
          <Select name="challengeId" options={challenges} empty={words.anyChallenge} optional />
          <Line name="areaCode" optional />
          <Actions>
            <Do>{words.add}</Do>
          </Actions>
        </EditForm>
        <Paragraph className="sp-quiet">{words.handshake}</Paragraph>
      </Section>
    </OrganisationPage>
  )
}
