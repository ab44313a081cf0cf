import { type Series, withQuery } from '../api.ts'
import { useLanguage } from '../language.ts'
import { TextLink } from './text.tsx'

const FORMATS = ['CSV', 'Parquet', 'GeoJSON'] as const

/** What is shown, and the single values of the same period, in forms that others can use. */
export function DatastreamDownloads({
  id,
  period: { from, to },
  resolution,
  hasSingleValues,
}: {
  id: number
  period: { from: string; to: string }
  resolution: Series['resolution']
  /** Whether the reader sees single values at all. */
  hasSingleValues: boolean
}) {
  const { t } = useLanguage()
  const words = t.datastream
  const observations = `/sta/v1.1/Datastreams(${id})/Observations`
  const period = `phenomenonTime ge ${from} and phenomenonTime lt ${to}`
  return (
    <ul className="sp-list">
      {resolution === 'raw' ? null : (
        <li>
          <TextLink to={withQuery('/api/v1/series', { datastream: id, from, to, resolution, format: 'csv' })}>
            {words.downloadShown}
          </TextLink>
        </li>
      )}
      {hasSingleValues ? (
        <>
          {FORMATS.map((format) => (
            <li key={format}>
              <TextLink to={withQuery(observations, { $filter: period, $resultFormat: format })}>
                {words.downloadRaw(format)}
              </TextLink>
            </li>
          ))}
          <li>
            <TextLink to={withQuery(observations, { $resultFormat: 'CSV' })}>{words.downloadAll}</TextLink>
          </li>
        </>
      ) : null}
    </ul>
  )
}
