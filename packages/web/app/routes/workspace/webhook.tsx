import { redirect } from 'react-router'
import { Refused } from '../../components/form/edit-form.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Section, titleMeta } from '../../components/page.tsx'
import { Facts, Table } from '../../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { CopyLine } from '../../components/workspace/copy-line.tsx'
import { OrganisationPage } from '../../components/workspace/organisation-page.tsx'
import { getSite } from '../../context.ts'
import { formatMoment } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  confirmWebhook,
  type Delivery,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  renewSecret,
  replayDelivery,
} from '../../signals-api.ts'
import { getOrganisation } from '../../workspace/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/webhook.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [organisation, webhook, deliveries] = await Promise.all([
    getOrganisation(fetchApi, params.id),
    getWebhook(fetchApi, params.webhook),
    listDeliveries(fetchApi, params.webhook),
  ])
  return {
    organisation: { id: organisation.id, name: organisation.name },
    webhook,
    deliveries: deliveries.items,
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : ''
  const paths = pathsOf(languageOfRequest(request))
  const here = paths.webhook(params.id, params.webhook)
  const work = async () => {
    if (what === 'secret') return { secret: (await renewSecret(fetchApi, params.webhook)).secret }
    if (what === 'delete') {
      await deleteWebhook(fetchApi, params.webhook)
      return redirect(withDone(paths.webhooks(params.id), 'verwijderd'))
    }
    if (what === 'replay') await replayDelivery(fetchApi, params.webhook, textAt(values, 'deliveryId'))
    else await confirmWebhook(fetchApi, params.webhook)
    return redirect(here)
  }
  return answerForm(values, work, { button: what })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).webhooks.one)
}

export default function WebhookPage({ loaderData, actionData }: Route.ComponentProps) {
  const { organisation, webhook, deliveries } = loaderData
  const { t, language } = useLanguage()
  const words = t.webhooks
  const made = actionData && 'secret' in actionData ? actionData.secret : undefined
  const answer = actionData && !('secret' in actionData) ? actionData : undefined
  const { state, url, happenings, reason, failingSince, oldSecretUntil } = webhook
  const wanted = happenings.map((each) => words.happenings[each]).join(', ')
  return (
    <OrganisationPage organisation={organisation} title={words.one} lead={url}>
      <Refused answer={answer} isAlone />
      {made === undefined ? null : (
        <>
          <Paragraph>{words.newSecretText}</Paragraph>
          <CopyLine id="geheim" label={words.secretLabel} value={made} />
        </>
      )}
      <Facts
        items={[
          [words.columns.state, words.states[state]],
          ...(reason ? [[words.reason, reason[language]] satisfies [string, string]] : []),
          ...(failingSince
            ? [[words.failingSince, formatMoment(failingSince, language)] satisfies [string, string]]
            : []),
          [words.wanted, wanted === '' ? words.everything : wanted],
          ...(oldSecretUntil
            ? [[words.oldSecret, formatMoment(oldSecretUntil, language)] satisfies [string, string]]
            : []),
        ]}
      />
      <div className="sp-actions">
        {state === 'active' ? null : (
          <PressButton what="confirm" values={{}} label={words.confirm} purpose="secondary">
            {words.confirm}
          </PressButton>
        )}
        <PressButton what="secret" values={{}} label={words.renew} purpose="secondary">
          {words.renew}
        </PressButton>
        <PressButton what="delete" values={{}} label={words.remove} danger>
          {words.remove}
        </PressButton>
      </div>
      <Section title={words.deliveries}>
        <Paragraph className="sp-quiet">{words.deliveriesText}</Paragraph>
        {deliveries.length === 0 ? (
          <Nothing>{words.deliveriesNone}</Nothing>
        ) : (
          <Deliveries items={deliveries} />
        )}
      </Section>
    </OrganisationPage>
  )
}

function Deliveries({ items }: { items: Delivery[] }) {
  const { t, language } = useLanguage()
  const words = t.webhooks
  const paths = pathsOf(language)
  return (
    <Table
      caption={words.deliveries}
      hideCaption
      columns={[
        { title: words.columns.made },
        { title: words.columns.type },
        { title: words.columns.state },
        { title: words.columns.tries },
        { title: words.columns.next },
        { title: words.columns.action },
      ]}
      rows={items.map((each) => ({
        key: each.id,
        cells: [
          formatMoment(each.createdAt, language),
          <TextLink key="signal" to={paths.signal(each.signalId)}>
            {each.type.split('.').at(-1) ?? each.type}
          </TextLink>,
          each.lastError === null
            ? words.deliveryStates[each.state]
            : `${words.deliveryStates[each.state]}: ${each.lastError[language]}`,
          String(each.tries),
          each.nextTryAt === null ? '–' : formatMoment(each.nextTryAt, language),
          each.state === 'waiting' ? (
            '–'
          ) : (
            <PressButton key="again" what="replay" values={{ deliveryId: each.id }} label={words.replay}>
              {words.replay}
            </PressButton>
          ),
        ],
      }))}
    />
  )
}
