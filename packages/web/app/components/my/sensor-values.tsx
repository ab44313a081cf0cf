import { AMSTERDAM, endOfPeriod } from '@samenspel/standards/times'
import { capitalise, formatAge, formatValue } from '../../format.ts'
import { type Language, useLanguage } from '../../language.ts'
import type { HostedSensor, SensorKit, TimePrecision } from '../../my/api.ts'
import { useScripts } from '../../my/use-scripts.ts'
import { useWaiting } from '../../my/use-waiting.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Paragraph, TextLink } from '../text.tsx'

/** What a stream of a kit measures, in the language of the page. */
export function nameOf(kit: SensorKit | null, stream: string, language: Language): string | undefined {
  return kit?.measures.find(({ key }) => key === stream)?.title[language]
}

/** Milliseconds between two looks: often until the first value is there, then now and then. */
const SOON = 3000
const LATER = 30_000

/** What a sensor measures, for its host; while the page is open it follows. */
export function SensorValues({
  sensor,
  kit,
  now,
  seen,
}: {
  sensor: HostedSensor
  kit: SensorKit | null
  now: number
  /** How precisely others see when something was measured; undefined when they see nothing. */
  seen: TimePrecision | undefined
}) {
  const { t, language } = useLanguage()
  const words = t.my.sensor
  const running = useScripts()
  const measured = sensor.datastreams.some(({ latest }) => latest !== null)
  useWaiting(measured ? LATER : SOON)
  return (
    <Section title={words.valuesTitle} id="waarden">
      <div role="status">
        {measured || sensor.stoppedAt ? null : (
          <Paragraph>{running ? words.waiting : words.waitingPlain}</Paragraph>
        )}
        {measured && sensor.stoppedAt === null && sensor.states.length === 0 ? (
          <Paragraph>
            {words.first} {isTooNew(sensor, seen, now) ? words.seenLater[seen] : null}
          </Paragraph>
        ) : null}
      </div>
      <ul className="sp-figures sp-sensor-values">
        {sensor.datastreams.map(({ id, key, title, unit, latest }) => (
          <li key={id} className={latest ? '' : 'sp-figure-stale'} data-stream={key}>
            <p className="sp-figure-value">{latest ? formatValue(latest.value, unit, language) : '–'}</p>
            <p className="sp-figure-name">{capitalise(nameOf(kit, key, language) ?? title)}</p>
            <p className="sp-quiet sp-small">
              {latest ? <time dateTime={latest.at}>{formatAge(latest.at, now, language)}</time> : words.none}
            </p>
          </li>
        ))}
      </ul>
      {measured || running || sensor.stoppedAt ? null : (
        <p>
          <TextLink to={pathsOf(language).mySensor(sensor.id)}>{words.again}</TextLink>
        </p>
      )}
      {sensor.stoppedAt || measured || sensor.keyMadeAt === null ? null : (
        <Paragraph>{words.quiet}</Paragraph>
      )}
      {sensor.stoppedAt ? null : <Paragraph>{words.told(sensor.stationName)}</Paragraph>}
      {measured ? (
        <p>
          <TextLink to={pathsOf(language).station(sensor.stationId)}>{words.station}</TextLink>
        </p>
      ) : null}
    </Section>
  )
}

/** Whether others see means only, and the first hour or day of the sensor is not over yet. */
function isTooNew(
  { startedAt }: Pick<HostedSensor, 'startedAt'>,
  seen: TimePrecision | undefined,
  now: number,
): seen is 'hour' | 'day' {
  if (seen === undefined || seen === 'raw') return false
  return endOfPeriod(Date.parse(startedAt), seen, AMSTERDAM) > now
}
