import type { Series } from '../api.ts'
import type { Summary } from '../datastream-view.ts'
import { formatNumber, formatShare } from '../format.ts'
import { useLanguage } from '../language.ts'
import { nameIn } from '../name-in.ts'
import { pathsOf } from '../paths.ts'
import { Facts } from './table.tsx'
import { TextLink } from './text.tsx'

type Data = {
  station: { thingId: number; name: string }
  latest: { unit: string }
  resolution: Series['resolution']
  summary: Summary | undefined
  coverage: number | undefined
  dataset: { slug: string; title: string; ownerName: string; licence: string } | null
}

/** What the figures of a series are, and who may use them how. */
export function DatastreamFacts(data: Data) {
  const { station, latest, resolution, summary, coverage, dataset } = data
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.datastream
  const values = formatNumber(summary?.values ?? 0, language)
  const unknown = t.site.unknown
  return (
    <Facts
      items={[
        [
          t.stations.title,
          <TextLink key="station" to={paths.station(station.thingId)}>
            {station.name}
          </TextLink>,
        ],
        [words.unit, latest.unit || words.noUnit],
        [words.shows, words.averaging[resolution]],
        [
          words.coverage,
          coverage === undefined
            ? words.values(values)
            : words.covered(formatShare(coverage, language), words.steps[resolution], values),
        ],
        [
          t.stations.dataset,
          dataset ? (
            <TextLink key="dataset" to={paths.dataset(dataset.slug)}>
              {dataset.title}
            </TextLink>
          ) : (
            unknown
          ),
        ],
        [t.datasets.owner, dataset?.ownerName ?? unknown],
        [
          t.datasets.licence,
          dataset ? (
            <TextLink key="licence" to={dataset.licence}>
              {nameIn(t.datasets.licences, dataset.licence)}
            </TextLink>
          ) : (
            unknown
          ),
        ],
      ]}
    />
  )
}
