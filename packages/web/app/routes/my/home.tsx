import { Entry } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { type HostedSensor, listKits, listMyConsents, listMySensors } from '../../my/api.ts'
import { stateIn } from '../../my/state.ts'
import { pathsOf } from '../../paths.ts'
import type { Route } from './+types/home.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [sensors, consents, kits] = await Promise.all([
    listMySensors(fetchApi),
    listMyConsents(fetchApi),
    listKits(fetchApi),
  ])
  return { sensors, consents: consents.filter(({ inForce }) => inForce).length, kits }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.title)
}

export default function MyHome({ loaderData: { sensors, consents, kits } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my
  const kitOf = ({ kit }: HostedSensor) => kits.find(({ key }) => key === kit)?.title[language] ?? kit
  return (
    <Page title={words.title} lead={words.lead}>
      <Section title={words.sensors.title}>
        {sensors.length === 0 ? (
          <Nothing>{words.sensors.none}</Nothing>
        ) : (
          <ul className="sp-entries">
            {sensors.map((sensor) => (
              <Entry
                key={sensor.id}
                to={paths.mySensor(sensor.id)}
                name={sensor.name}
                isOurs
                meta={`${kitOf(sensor)}: ${stateIn(words.sensors, sensor)}`}
                about={
                  sensor.stoppedAt
                    ? words.sensors.stopped(formatDay(sensor.stoppedAt, language))
                    : words.sensors.since(formatDay(sensor.startedAt, language))
                }
              />
            ))}
          </ul>
        )}
        <div className="sp-actions">
          <ActionLink to={paths.newSensor()}>{words.sensors.add}</ActionLink>
        </div>
      </Section>
      <Section title={words.consentsTitle}>
        <Paragraph>{words.consentsSome(consents)}</Paragraph>
        <p>
          <TextLink to={paths.myConsents()} strong>
            {words.consentsLink}
          </TextLink>
        </p>
      </Section>
      <Section title={words.dataTitle}>
        <Paragraph>{t.account.own.dataText}</Paragraph>
        <p>
          <TextLink to={paths.myData()} strong>
            {words.dataLink}
          </TextLink>
        </p>
      </Section>
    </Page>
  )
}
