import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { formatMoment } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  findInboundBroker,
  getInboundSource,
  removeInboundBroker,
  saveInboundBroker,
} from '../../workspace/intake-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readPasswords } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/inbound-broker.ts'

export async function loader({ params: { id }, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [source, broker] = await Promise.all([
    getInboundSource(fetchApi, id),
    findInboundBroker(fetchApi, id),
  ])
  return { source: { id, name: source.name, paused: source.paused }, broker }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const form = await readPasswords({ request, context })
  const { fetchApi } = getSite(context)
  const paths = pathsOf(languageOfRequest(request))
  const { password = '', ...values } = readValues(form)
  const pressed = readPressed(form)
  const button = pressed.kind === 'do' && pressed.what === 'remove' ? 'remove' : undefined
  const work = async () => {
    if (button) {
      await removeInboundBroker(fetchApi, id)
      return redirect(withDone(paths.inboundSource(id), 'broker-verwijderd'))
    }
    const username = textAt(values, 'username')
    await saveInboundBroker(fetchApi, id, {
      url: textAt(values, 'url'),
      application: textAt(values, 'application'),
      ...(username ? { username } : {}),
      password,
    })
    return redirect(withDone(paths.inboundBroker(id), 'broker-ingesteld'))
  }
  return answerForm(values, work, { button })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.sources.broker.title)
}

type Data = Route.ComponentProps['loaderData']

export default function InboundBrokerPage({ loaderData, actionData }: Route.ComponentProps) {
  const { source, broker } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.sources.broker
  const { url = '', application = '', username = '' } = broker ?? {}
  const values = { url, application, username }
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
        { name: source.name, to: paths.inboundSource(source.id) },
      ]}
    >
      <Refused answer={actionData} />
      {broker ? <BrokerState broker={broker} paused={source.paused} /> : null}
      <EditForm
        key={broker?.updatedAt ?? 'new'}
        state={answerToForm(actionData) ?? { values, mistakes: [] }}
        fields={words.fields}
      >
        <Line name="url" spellCheck={false} />
        <Line name="application" spellCheck={false} />
        <Line name="username" optional spellCheck={false} />
        <Line name="password" type="password" autoComplete="new-password" />
        <Actions>
          <Do>{words.save}</Do>
        </Actions>
      </EditForm>
      {broker ? (
        <RemoveSection title={t.intake.sources.removeTitle} text={words.removeText} remove={words.remove} />
      ) : null}
    </Page>
  )
}

function BrokerState({ broker, paused }: { broker: NonNullable<Data['broker']>; paused: boolean }) {
  const { t, language } = useLanguage()
  const words = t.intake.sources.broker
  const { state, connectedAt, nextTryAt, lastError, lastErrorAt, failures } = broker
  const moment = (text: string) => formatMoment(text, language)
  return (
    <>
      <Facts
        items={[
          [words.facts.state, words.states[paused ? 'paused' : state]],
          ...(connectedAt ? [[words.facts.since, moment(connectedAt)] satisfies [string, string]] : []),
          ...(nextTryAt && !paused ? [[words.facts.next, moment(nextTryAt)] satisfies [string, string]] : []),
        ]}
      />
      {lastError && lastErrorAt ? (
        <Section title={words.errorTitle}>
          <Paragraph>{lastError[language]}</Paragraph>
          <Nothing>{t.intake.connectors.errorAt(moment(lastErrorAt), failures)}</Nothing>
        </Section>
      ) : null}
    </>
  )
}
