import { redirect } from 'react-router'
import { getSignal, listDecisions } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Lines } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { SignalBadge, SignalDue } from '../../components/signal-entries.tsx'
import { Facts } from '../../components/table.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { OwnerForm } from '../../components/workspace/signal-owner-form.tsx'
import { getSite } from '../../context.ts'
import { languageOfRequest, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { factsOf } from '../../signal-facts.tsx'
import { describeSignals } from '../../signal-view.ts'
import { handOverSignal, postponeSignal } from '../../signals-api.ts'
import { listOrganisations } from '../../workspace/api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { readNewOwner } from '../../workspace/signal-form.ts'
import { startFromSignal } from '../../workspace/start-decision.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/signal.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [signal, decisions, organisations] = await Promise.all([
    getSignal(fetchApi, params.id),
    listDecisions(fetchApi, { signalId: params.id }),
    listOrganisations(fetchApi),
  ])
  const person = getPerson(context)
  return {
    signal,
    today: dateOf(now()),
    mayHandOver: mayDo(person, 'signals', signal.owner.organisationId),
    organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
    may: mayDo(person, 'decisions'),
    decisions: decisions.items.map(({ slug, title, state }) => ({ slug, title, state })),
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : ''
  return answerForm(
    values,
    async () => {
      if (what === 'decide') {
        const { slug } = await startFromSignal(fetchApi, params.id, language)
        return redirect(withDone(paths.editDecision(slug), 'gemaakt'))
      }
      if (what === 'term') {
        const body = { dueOn: textAt(values, 'dueOn'), reason: textAt(values, 'reason') }
        await postponeSignal(fetchApi, params.id, body)
      } else {
        await handOverSignal(fetchApi, params.id, readNewOwner(values))
      }
      return redirect(withDone(paths.openSignal(params.id), 'opgeslagen'))
    },
    { button: what === 'owner' ? undefined : what },
  )
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const signal = loaderData?.signal
  return signal ? titleMeta(location.pathname, `${signal.indicatorTitle}, ${signal.areaName}`) : []
}

export default function OpenSignal({ loaderData, actionData }: Route.ComponentProps) {
  const { signal, today, may, decisions, mayHandOver, organisations } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  return (
    <Page
      title={t.signals.name(signal.indicatorTitle, signal.areaName)}
      lead={describeSignals([signal], t, language)}
      above={[
        { name: words.title, to: paths.workspace() },
        { name: t.nav.signals, to: paths.openSignals() },
      ]}
      kicker={
        <>
          <SignalBadge state={signal.state} isPreparing={decisions.some(({ state }) => state === 'draft')} />{' '}
          {signal.state === 'open' ? <SignalDue group={[signal]} today={today} /> : null}{' '}
          <TextLink to={paths.signal(signal.id)}>{words.view}</TextLink>
        </>
      }
    >
      <Facts items={factsOf(signal, t, language)} />
      {decisions.map(({ slug, title, state }) => (
        <Paragraph key={slug}>
          {state === 'draft' ? words.draftOnSignal : words.signalDecided}{' '}
          <TextLink to={state === 'draft' ? paths.editDecision(slug) : paths.decision(slug)}>
            {title}
          </TextLink>
        </Paragraph>
      ))}
      {may && signal.state !== 'decided' ? (
        signal.challengeId === null ? (
          <div className="sp-actions">
            <ActionLink to={paths.newDecision({ signal: signal.id })} purpose="primary">
              {words.decideOnSignal}
            </ActionLink>
          </div>
        ) : (
          <EditForm
            state={actionData?.button === 'decide' ? actionData : { values: {}, mistakes: [] }}
            fields={{}}
          >
            <Actions>
              <Do what="decide">{words.decideOnSignal}</Do>
            </Actions>
          </EditForm>
        )
      ) : null}
      {mayHandOver ? (
        <Section title={t.signalRules.handOver}>
          <OwnerForm answer={answerToForm(actionData)} owner={signal.owner} organisations={organisations} />
        </Section>
      ) : null}
      {mayHandOver && signal.state === 'open' ? (
        <Section title={t.signalRules.termTitle}>
          <Paragraph>{t.signalRules.termText}</Paragraph>
          <EditForm
            state={
              actionData?.button === 'term'
                ? actionData
                : {
                    values: { dueOn: signal.term.dueOn < today ? '' : signal.term.dueOn, reason: '' },
                    mistakes: [],
                  }
            }
            fields={t.signalRules.termFields}
          >
            <DayLine name="dueOn" />
            <Lines name="reason" rows={2} />
            <Actions>
              <Do what="term" purpose="secondary">
                {t.signalRules.termButton}
              </Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </Page>
  )
}
