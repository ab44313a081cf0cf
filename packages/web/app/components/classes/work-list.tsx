import type { ClassAnalysis } from '../../classes/api.ts'
import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { Messages } from '../../messages/nl.ts'
import { pathsOf } from '../../paths.ts'
import { Entry } from '../lists.tsx'
import { Badge, Nothing } from '../text.tsx'

const TONES = {
  draft: 'neutral',
  'handed-in': 'warning',
  'given-back': 'neutral',
  published: 'success',
  withdrawn: 'danger',
} as const

/** What pupils wrote, what waits for the teacher first. */
export function WorkList({ classId, items }: { classId: string; items: ClassAnalysis[] }) {
  const { t, language } = useLanguage()
  const words = t.classes.teacher
  if (items.length === 0) return <Nothing>{words.workNone}</Nothing>
  const inOrder = items.toSorted((left, right) => Number(isWaiting(right)) - Number(isWaiting(left)))
  return (
    <ul className="sp-entries">
      {inOrder.map((item) => (
        <Entry
          key={item.slug}
          to={pathsOf(language).classAnalysis(classId, item.slug)}
          name={item.title}
          about={words.workBy(item.nickname, formatDay(item.updatedAt, language))}
          meta={<Badge tone={TONES[stateOf(item)]}>{nameState(item, words)}</Badge>}
        />
      ))}
    </ul>
  )
}

const isWaiting = ({ handedIn }: ClassAnalysis) => handedIn?.state === 'handed-in'

const stateOf = ({ state, handedIn }: ClassAnalysis) =>
  state === 'draft' ? (handedIn?.state ?? 'draft') : state

function nameState(item: ClassAnalysis, words: Messages['classes']['teacher']): string {
  return isWaiting(item) && item.isPublished ? words.workNew : words.workStates[stateOf(item)]
}
