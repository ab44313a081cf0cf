import { useState } from 'react'
import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { KeySection } from '../../components/my/key-section.tsx'
import { SensorValues } from '../../components/my/sensor-values.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Badge, Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import {
  changeMySensor,
  getMySensor,
  type HostedSensor,
  listKits,
  listMqttAddresses,
  makeSensorKey,
  takeBackSensor,
} from '../../my/api.ts'
import { loadConsents } from '../../my/load-consents.server.ts'
import { finestTerms } from '../../my/precision.ts'
import { stateIn } from '../../my/state.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/sensor.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, publicUrl, now } = getSite(context)
  const [sensor, kits, mqtt, consents] = await Promise.all([
    getMySensor(fetchApi, params.id),
    listKits(fetchApi),
    listMqttAddresses(fetchApi),
    loadConsents(fetchApi),
  ])
  const kit = kits.find(({ key }) => key === sensor.kit)
  const given = consents.flatMap(({ notice: { id, title, datasetId }, choice }) =>
    datasetId === sensor.datasetId && choice?.inForce ? [{ id, title, terms: choice.current.terms }] : [],
  )
  return { sensor, kit: kit ?? null, mqtt, given, publicUrl, now: now() }
}

/** The secret is in the answer to the form only: no address, no store of the browser ever has it. */
export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const work = async () => {
    if (what === 'key') return { secret: (await makeSensorKey(fetchApi, id)).secret }
    const mine = pathsOf(languageOfRequest(request)).mySensor(id)
    if (what === 'take-back') {
      await takeBackSensor(fetchApi, id)
      return redirect(withDone(mine, 'teruggenomen'))
    }
    await changeMySensor(fetchApi, id, { name: textAt(values, 'name') })
    return redirect(withDone(mine, 'hernoemd'))
  }
  return answerForm(values, work, { button: what === 'save' ? undefined : what })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return titleMeta(
    location.pathname,
    loaderData?.sensor.name ?? messagesOf(languageOf(location.pathname)).my.sensors.title,
  )
}

export default function Sensor({ loaderData, actionData }: Route.ComponentProps) {
  const { sensor, kit, mqtt, given, publicUrl, now } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my.sensor
  const secret = useKept(sensor.id, actionData && 'secret' in actionData ? actionData.secret : null)
  const state = actionData && 'values' in actionData ? actionData : undefined
  const runs = sensor.stoppedAt === null
  const terms = given.flatMap((each) => each.terms ?? [])
  const seen = terms.length > 0 ? finestTerms(terms).time : undefined
  return (
    <Page
      title={sensor.name}
      above={[{ name: t.my.title, to: paths.my() }]}
      kicker={
        <>
          {kit?.title[language]} <Badge tone={toneOf(sensor)}>{stateIn(t.my.sensors, sensor)}</Badge>
        </>
      }
    >
      <Refused answer={state} isAlone={!runs} />
      <SensorValues sensor={sensor} kit={kit} now={now} seen={seen} />
      {runs && kit ? <KeySection {...{ sensor, kit, mqtt, publicUrl, secret }} /> : null}
      <Section title={words.placeTitle}>
        <Paragraph>{sensor.place.area ? words.place(sensor.place.area.name) : words.placeUnknown}</Paragraph>
      </Section>
      <Section title={words.consentTitle}>
        {given.length === 0 ? (
          <Paragraph>{words.onlyYou}</Paragraph>
        ) : (
          <ul className="sp-list">
            {given.map(({ id, title, terms }) => (
              <li key={id}>
                {terms
                  ? words.given(title[language], t.my.places[terms.place], t.my.times[terms.time])
                  : title[language]}
              </li>
            ))}
          </ul>
        )}
        <p>
          <TextLink to={paths.myConsents()} strong>
            {t.my.consentsLink}
          </TextLink>
        </p>
      </Section>
      {runs ? (
        <>
          <Section title={words.moreTitle}>
            {sensor.offeredAt ? (
              <>
                <Paragraph>{words.offered(formatDay(sensor.offeredAt, language))}</Paragraph>
                <div className="sp-actions">
                  <PressButton what="take-back" values={{}} label={words.takeBack} purpose="secondary">
                    {words.takeBack}
                  </PressButton>
                </div>
              </>
            ) : null}
            <ul className="sp-list">
              <li>
                <TextLink to={paths.moveSensor(sensor.id)}>{words.move}</TextLink>
              </li>
              <li>
                <TextLink to={paths.handOverSensor(sensor.id)}>{words.handOver}</TextLink>
              </li>
              <li>
                <TextLink to={paths.stopSensor(sensor.id)}>{words.stop}</TextLink>
              </li>
            </ul>
          </Section>
          <Section title={words.nameTitle}>
            <EditForm
              key={sensor.name}
              state={answerToForm(state) ?? { values: { name: sensor.name }, mistakes: [] }}
              fields={t.my.place.fields}
            >
              <Line name="name" />
              <Actions>
                <Do purpose="secondary">{words.rename}</Do>
              </Actions>
            </EditForm>
          </Section>
        </>
      ) : (
        <Section title={words.moreTitle}>
          <Paragraph>{words.stoppedText}</Paragraph>
          <p>
            <TextLink to={paths.stopSensor(sensor.id)}>{words.deleteAfter}</TextLink>
          </p>
        </Section>
      )}
    </Page>
  )
}

/** The key that was just made, also after the page asked for its data again: it is shown until one leaves. */
function useKept(id: string, made: string | null): string | null {
  const [kept, setKept] = useState({ id, secret: made })
  const isNew = kept.id !== id || (made !== null && kept.secret !== made)
  if (isNew) setKept({ id, secret: made })
  return isNew ? made : kept.secret
}

function toneOf({ stoppedAt, states, datastreams }: HostedSensor) {
  if (stoppedAt !== null) return 'neutral'
  if (states.length > 0) return 'warning'
  return datastreams.some(({ latest }) => latest !== null) ? 'success' : 'neutral'
}
