import type { ReactNode } from 'react'
import { formatDay, formatList } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { HostedSensor, SensorKit } from '../../my/api.ts'
import { mqttServerOf, writeEspHome } from '../../my/mqtt-settings.ts'
import { PressButton } from '../form/press-button.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { CopyLine, CopyText } from '../workspace/copy-line.tsx'
import { nameOf } from './sensor-values.tsx'

type Settings = {
  sensor: HostedSensor
  kit: SensorKit
  /** Addresses at which MQTT is served. */
  mqtt: string[]
  publicUrl: string
  /** The key, when it was just made. */
  secret: string | null
}

const DELIVERIES = '/api/v1/sensor-deliveries'
/** Any name will do: the key alone says who sends. */
const USER = 'meter'

/** The key of a sensor, and for each way of sending exactly what to fill in where. */
export function KeySection(settings: Settings) {
  const { t, language } = useLanguage()
  const { sensor, kit, secret } = settings
  const words = t.my.sensor
  const made = sensor.keyMadeAt
  return (
    <Section title={words.settingsTitle} id="sleutel">
      {secret === null ? (
        <>
          <Paragraph>{made ? words.keyAgainText(formatDay(made, language)) : words.keyText}</Paragraph>
          <div className="sp-actions">
            <PressButton
              what="key"
              values={{}}
              label={made ? words.keyAgain : words.keyNew}
              purpose="secondary"
            >
              {made ? words.keyAgain : words.keyNew}
            </PressButton>
          </div>
        </>
      ) : (
        <>
          <Paragraph>{words.keyMade}</Paragraph>
          <CopyLine id="meter-sleutel" label={words.keyLabel} value={secret} />
        </>
      )}
      {kit.ways.map((way) => (
        <details className="sp-fold" key={way} open={secret !== null || kit.ways.length === 1}>
          <summary className="sp-row-title">{words.ways[way]}</summary>
          <Steps way={way} settings={settings} />
        </details>
      ))}
    </Section>
  )
}

const STEPS: Record<SensorKit['ways'][number], (settings: Settings) => ReactNode> = {
  airrohr: AirRohr,
  http: OverHttp,
  mqtt: OverMqtt,
  'the-things-stack': TheThingsStack,
}
function Steps({ way, settings }: { way: SensorKit['ways'][number]; settings: Settings }) {
  const Way = STEPS[way]
  return <Way {...settings} />
}

function useKey(secret: string | null): string {
  const { t } = useLanguage()
  return secret ?? t.my.sensor.unknownKey
}

function AirRohr({ publicUrl, secret }: Settings) {
  const { t } = useLanguage()
  const words = t.my.sensor.airrohr
  const { hostname, port, protocol } = new URL(publicUrl)
  const secure = protocol === 'https:'
  const key = useKey(secret)
  return (
    <>
      <Paragraph>{words.text}</Paragraph>
      <Paragraph>{words.https(secure)}</Paragraph>
      <CopyLine id="airrohr-server" label={words.server} value={hostname} />
      <CopyLine id="airrohr-pad" label={words.path} value={DELIVERIES} />
      <CopyLine id="airrohr-poort" label={words.port} value={port || (secure ? '443' : '80')} />
      <CopyLine id="airrohr-gebruiker" label={words.user} value={USER} />
      <CopyLine id="airrohr-sleutel" label={t.account.signIn.fields.password.label} value={key} />
    </>
  )
}

function OverHttp({ publicUrl, secret, kit }: Settings) {
  const { t } = useLanguage()
  const words = t.my.sensor.http
  const field = kit.measures[0]?.fields.at(-1) ?? ''
  const key = useKey(secret)
  const line = [
    `curl -H 'authorization: Bearer ${key}' -H 'content-type: application/json'`,
    `-d '{"${field}": 12.5}' '${publicUrl}${DELIVERIES}'`,
  ].join(' ')
  return (
    <>
      <Paragraph>{words.text}</Paragraph>
      <CopyLine id="http-curl" label={words.label} value={line} />
    </>
  )
}

function OverMqtt({ sensor, kit, mqtt, secret }: Settings) {
  const { t, language } = useLanguage()
  const words = t.my.sensor.mqtt
  const key = useKey(secret)
  const server = mqttServerOf(mqtt)
  if (!server) return <Paragraph>{words.off}</Paragraph>
  const topics = sensor.datastreams.map(({ id, key: stream, title }) => ({
    id,
    stream,
    name: nameOf(kit, stream, language) ?? title,
    topic: `v1.1/Datastreams(${id})/Observations`,
  }))
  return (
    <>
      <Paragraph>{words.text}</Paragraph>
      <Paragraph>{words.tls}</Paragraph>
      <CopyLine id="mqtt-server" label={words.server} value={server.host} />
      <CopyLine id="mqtt-poort" label={t.my.sensor.airrohr.port} value={server.port} />
      <CopyLine id="mqtt-gebruiker" label={words.user} value={USER} />
      <CopyLine id="mqtt-sleutel" label={t.account.signIn.fields.password.label} value={key} />
      {topics.map(({ id, name, topic }) => (
        <CopyLine key={id} id={`mqtt-${id}`} label={words.topic(name)} value={topic} />
      ))}
      <Paragraph>{words.espHomeText}</Paragraph>
      <CopyText
        id="mqtt-esphome"
        label={words.espHome}
        value={writeEspHome({ server, user: USER, key, topics })}
      />
    </>
  )
}

function TheThingsStack({ publicUrl, secret, kit }: Settings) {
  const { t, language } = useLanguage()
  const words = t.my.sensor.tts
  const key = useKey(secret)
  const fields = kit.measures.flatMap((each) => each.fields.slice(0, 1))
  return (
    <>
      <Paragraph>{words.text}</Paragraph>
      <CopyLine id="tts-url" label={words.url} value={`${publicUrl}${DELIVERIES}`} />
      <CopyLine id="tts-header" label={words.header} value={`Bearer ${key}`} />
      <Paragraph>{words.format}</Paragraph>
      <Paragraph>{words.decoder(formatList(fields, language))}</Paragraph>
    </>
  )
}
