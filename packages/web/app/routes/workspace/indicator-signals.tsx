import { redirect } from 'react-router'
import { getIndicator, type Indicator, type Mistake, send } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { NumberLine, Select } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { OwnerForm } from '../../components/workspace/signal-owner-form.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { getSignalOwner, setSignalOwner } from '../../signals-api.ts'
import { listOrganisations } from '../../workspace/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { placeMistake, readNewOwner, readWatchRules } from '../../workspace/signal-form.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues } from '../../workspace/values.ts'
import type { Route } from './+types/indicator-signals.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [indicator, owner, organisations] = await Promise.all([
    getIndicator(fetchApi, params.slug),
    getSignalOwner(fetchApi, params.slug),
    listOrganisations(fetchApi),
  ])
  const { slug, title, period, watchRules } = indicator
  return {
    indicator: { slug, title, period },
    values: fillRules(watchRules),
    owner,
    organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
  }
}

function fillRules(rules: Indicator['watchRules']): FormValues {
  const absence = rules.find((rule) => rule.kind === 'absence')
  const change = rules.find((rule) => rule.kind === 'change')
  const goal = rules.find((rule) => rule.kind === 'goal-missed')
  return {
    absence: absence ? String(absence.periods) : '',
    change: change ? change.against : '',
    goal: goal ? String(Math.round(goal.probability * 100)) : '',
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const language = languageOfRequest(request)
  const here = pathsOf(language).indicatorSignals(params.slug)
  const work = async () => {
    if (what === 'owner') await setSignalOwner(fetchApi, params.slug, readNewOwner(values))
    else {
      const watchRules = readWatchRules(values)
      await send(fetchApi, 'PATCH', `/api/v1/indicators/${encodeURIComponent(params.slug)}`, { watchRules })
    }
    return redirect(withDone(here, 'opgeslagen'))
  }
  const place = (mistake: Mistake) => placeMistake(mistake, values, language)
  return answerForm(values, work, { button: what === 'owner' ? 'owner' : undefined, place })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).signalRules
  return titleMeta(location.pathname, `${words.title}: ${loaderData?.indicator.title ?? ''}`)
}

export default function IndicatorSignals({ loaderData, actionData }: Route.ComponentProps) {
  const { indicator, values, owner, organisations } = loaderData
  const { t, language } = useLanguage()
  const words = t.signalRules
  const paths = pathsOf(language)
  const isOwner = actionData?.button === 'owner'
  const against = Object.entries(words.against).map(([value, label]) => ({ value, label }))
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: indicator.title, to: paths.editIndicator(indicator.slug) },
      ]}
    >
      <Section title={words.rules}>
        <EditForm
          state={(isOwner ? undefined : actionData) ?? { values, mistakes: [] }}
          fields={words.fields}
        >
          <NumberLine name="absence" optional />
          {indicator.period === 'year' ? null : (
            <Select name="change" options={against} empty={words.no} optional />
          )}
          {indicator.period === 'hour' ? null : <NumberLine name="goal" optional />}
          <Actions>
            <Do>{t.forms.save}</Do>
          </Actions>
        </EditForm>
        <Paragraph className="sp-quiet">{words.lineElsewhere}</Paragraph>
      </Section>
      <Section title={t.signalKinds.owner}>
        <Paragraph>{words.ownerNow(nameOwner(owner, t.workspace.roles))}</Paragraph>
        <OwnerForm answer={isOwner ? actionData : undefined} organisations={organisations} owner={owner} />
      </Section>
    </Page>
  )
}

function nameOwner(
  { personName, role, organisationName }: Route.ComponentProps['loaderData']['owner'],
  roles: Record<string, string>,
): string {
  const who = personName ?? (role === null ? undefined : roles[role])
  return who === undefined ? organisationName : `${who}, ${organisationName}`
}
