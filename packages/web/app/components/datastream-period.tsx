import { Link } from 'react-router'
import { type DatastreamView, neighboursOf, ZOOM_NAMES } from '../datastream-view.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { TextLink } from './text.tsx'

/** Links to a longer or shorter period, and to the one before and after. */
export function DatastreamPeriod({ id, view, now }: { id: number; view: DatastreamView; now: number }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.datastream
  const { previous, next } = neighboursOf(view, now)
  return (
    <nav aria-label={words.choosePeriod} className="sp-period">
      <ul className="sp-period-zooms">
        {ZOOM_NAMES.map((zoom) => (
          <li key={zoom}>
            <Link
              to={paths.datastream(id, { ...view, zoom })}
              className="sp-period-zoom"
              preventScrollReset
              {...(zoom === view.zoom ? { 'aria-current': 'true' as const } : {})}
            >
              {words.zooms[zoom]}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="sp-period-steps">
        <li>
          <TextLink to={paths.datastream(id, previous)}>{words.previous[view.zoom]}</TextLink>
        </li>
        {next ? (
          <li>
            <TextLink to={paths.datastream(id, next)}>{words.next[view.zoom]}</TextLink>
          </li>
        ) : null}
        {view.until === undefined ? null : (
          <li>
            <TextLink to={paths.datastream(id, { zoom: view.zoom })}>{words.toNow}</TextLink>
          </li>
        )}
      </ul>
    </nav>
  )
}
