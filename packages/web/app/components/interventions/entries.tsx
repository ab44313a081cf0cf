import type { InterventionSummary } from '../../interventions/api.ts'
import { type ShownState, stateOf, statusLine } from '../../interventions/view.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Entry } from '../lists.tsx'
import { Badge } from '../text.tsx'

const TONES = {
  draft: 'warning',
  registered: 'neutral',
  running: 'success',
  stalled: 'danger',
  ended: 'neutral',
  withdrawn: 'danger',
} as const satisfies Record<ShownState, string>

/** The state of an intervention, and whether its plan was written down too late. */
export function InterventionBadges({
  item,
}: {
  item: Pick<InterventionSummary, 'kind' | 'state' | 'stalled' | 'registeredBeforehand'>
}) {
  const { t } = useLanguage()
  const shown = stateOf(item)
  return (
    <>
      <Badge tone={TONES[shown]}>{t.interventions.states[shown]}</Badge>{' '}
      {item.kind === 'pilot' ? <span>{t.interventions.kinds.pilot} </span> : null}
      {item.registeredBeforehand === false ? (
        <Badge tone="warning">{t.interventions.notBeforehand}</Badge>
      ) : null}
    </>
  )
}

/** Interventions in a list, each with where it is and how it stands. */
export function InterventionEntries({
  items,
  level,
  inWorkspace = false,
}: {
  items: InterventionSummary[]
  level?: 2 | 3
  inWorkspace?: boolean
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <ul className="sp-entries">
      {items.map((item) => (
        <Entry
          key={item.id}
          to={inWorkspace ? paths.editIntervention(item.slug) : paths.intervention(item.slug)}
          name={item.title}
          level={level ?? 3}
          about={[item.areas.map(({ name }) => name).join(', '), statusLine(item, t, language)]
            .filter(Boolean)
            .join(' · ')}
          meta={<InterventionBadges item={item} />}
        />
      ))}
    </ul>
  )
}
