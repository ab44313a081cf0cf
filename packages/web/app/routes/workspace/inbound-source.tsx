import { redirect } from 'react-router'
import { getDataset } from '../../api.ts'
import { Refused } from '../../components/form/edit-form.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { NextPage } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { SourceDevices, SourceFacts, WebhookSteps } from '../../components/workspace/source-facts.tsx'
import { SourceHealth } from '../../components/workspace/source-health.tsx'
import { getSite } from '../../context.ts'
import { languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf, startOf } from '../../paths.ts'
import { createToken } from '../../workspace/api.ts'
import {
  changeInboundSource,
  findInboundBroker,
  getInboundSource,
  listInboundDevices,
  removeInboundSource,
} from '../../workspace/intake-api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed } from '../../workspace/values.ts'
import type { Route } from './+types/inbound-source.ts'

export async function loader({ request, params: { id }, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [source, broker, devices] = await Promise.all([
    getInboundSource(fetchApi, id),
    findInboundBroker(fetchApi, id),
    listInboundDevices(fetchApi, id, startOf(request)),
  ])
  const dataset = await getDataset(fetchApi, source.datasetId).catch(() => null)
  const keyMaker = dataset && mayDo(getPerson(context), 'organisations', dataset.ownerId)
  return {
    source,
    broker: broker && { state: broker.state, url: broker.url },
    devices,
    dataset: dataset?.title ?? null,
    /** The organisation for which the reader may make a key. */
    keysOf: keyMaker ? dataset.ownerId : null,
  }
}

/** The secret of a key is in the answer to the form only: no address, no store of the browser ever has it. */
export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : ''
  const here = (done: string) => redirect(withDone(paths.inboundSource(id), done))
  const work = async () => {
    switch (what) {
      case 'pause':
        await changeInboundSource(fetchApi, id, { paused: true })
        return here('bron-gepauzeerd')
      case 'resume':
        await changeInboundSource(fetchApi, id, { paused: false })
        return here('bron-hervat')
      case 'remove':
        await removeInboundSource(fetchApi, id)
        return redirect(withDone(paths.intake(), 'bron-verwijderd'))
      case 'key': {
        const { name, datasetId } = await getInboundSource(fetchApi, id)
        const { ownerId: organisationId } = await getDataset(fetchApi, datasetId)
        const { secret } = await createToken(fetchApi, {
          organisationId,
          datasetId,
          name: messagesOf(language).intake.sources.keyName(name).slice(0, 300),
          role: 'data-expert',
        })
        return { secret }
      }
      default:
        return redirect(paths.inboundSource(id))
    }
  }
  return answerForm({}, work, { button: what })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.source.name) : []
}

export default function InboundSourcePage({ loaderData, actionData }: Route.ComponentProps) {
  const { source, broker, devices, dataset, keysOf } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.sources
  const { id, name } = source
  const above = [
    { name: t.workspace.title, to: paths.workspace() },
    { name: t.intake.title, to: paths.intake() },
  ]
  if (actionData && 'secret' in actionData) {
    return (
      <Page
        title={words.keyTitle}
        lead={words.keyLead}
        above={[...above, { name, to: paths.inboundSource(id) }]}
      >
        <WebhookSteps source={source} secret={actionData.secret} />
        <p className="sp-after-form">
          <TextLink to={paths.inboundSource(id)}>{words.keyDone}</TextLink>
        </p>
      </Page>
    )
  }
  return (
    <Page title={name} above={above} kicker={<SourceHealth source={source} />}>
      <Refused answer={actionData} />
      {source.paused ? <Paragraph>{words.pauseText}</Paragraph> : null}
      <div className="sp-actions">
        <ActionLink to={paths.editInboundSource(id)}>{words.change}</ActionLink>
        {source.paused ? (
          <PressButton what="resume" values={{}} label={`${words.resume}: ${name}`}>
            {words.resume}
          </PressButton>
        ) : (
          <PressButton what="pause" values={{}} label={`${words.pause}: ${name}`}>
            {words.pause}
          </PressButton>
        )}
      </div>
      <SourceFacts source={source} dataset={dataset} />
      <Section title={words.sendTitle}>
        <Paragraph>{words.sendText}</Paragraph>
        <WebhookSteps source={source} secret={null}>
          {keysOf === null ? (
            <Paragraph>{words.keyAsk}</Paragraph>
          ) : (
            <>
              <Paragraph>{words.keyText}</Paragraph>
              <div className="sp-actions">
                <PressButton what="key" values={{}} label={words.makeKey} purpose="secondary">
                  {words.makeKey}
                </PressButton>
                <TextLink to={paths.tokens(keysOf)}>{words.keyList}</TextLink>
              </div>
            </>
          )}
        </WebhookSteps>
      </Section>
      <Section
        title={words.brokerTitle}
        aside={
          <ActionLink to={paths.inboundBroker(id)}>
            {broker ? words.brokerChange : words.brokerSet}
          </ActionLink>
        }
      >
        <Paragraph>{words.brokerText}</Paragraph>
        {broker ? (
          <Paragraph>
            {broker.url}: {words.broker.states[source.paused ? 'paused' : broker.state]}
          </Paragraph>
        ) : (
          <Nothing>{words.brokerNone}</Nothing>
        )}
      </Section>
      <Section title={words.devicesTitle}>
        <Paragraph>{words.devicesText}</Paragraph>
        {devices.items.length === 0 ? (
          <Nothing>{words.devicesNone}</Nothing>
        ) : (
          <SourceDevices items={devices.items} />
        )}
        <NextPage next={devices.next} />
      </Section>
      <RemoveSection title={words.removeTitle} text={words.removeText} remove={words.remove} />
    </Page>
  )
}
