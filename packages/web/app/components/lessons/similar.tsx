import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../../language.ts'
import { LENGTHS, type LessonSummary, similarAddress } from '../../lessons/api.ts'
import { Do } from '../form/buttons.tsx'
import { Heading, Nothing, Paragraph } from '../text.tsx'
import { LessonEntries } from './entries.tsx'

/** Milliseconds without typing before is looked for lessons. */
const REST = 800

/**
 * Lessons of others that resemble what is being typed in the form around it. Without JavaScript a button of the form asks
 * for them; with it they come by themselves.
 * @param fields names of the fields whose text is compared
 * @param found what the server found; undefined when it has not looked
 */
export function SimilarLessons({
  fields,
  found,
}: {
  fields: readonly string[]
  found: readonly LessonSummary[] | undefined
}) {
  const { t } = useLanguage()
  const words = t.lessons.similar
  const box = useRef<HTMLDivElement>(null)
  const [live, setLive] = useState<readonly LessonSummary[]>()
  const [isLive, setIsLive] = useState(false)
  useEffect(() => {
    const form = box.current?.closest('form')
    if (!form) return
    setIsLive(true)
    return follow(form, fields, setLive)
  }, [fields])
  const shown = live ?? found
  return (
    <div ref={box} className="sp-similar">
      <Heading level={2}>{words.title}</Heading>
      <Paragraph>{words.lead}</Paragraph>
      {isLive ? null : (
        <Do what="lessons" purpose="secondary">
          {words.find}
        </Do>
      )}
      <div role="status">
        {shown === undefined ? null : shown.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <Paragraph>{words.found(shown.length)}</Paragraph>
        )}
      </div>
      {shown && shown.length > 0 ? <LessonEntries items={shown} /> : null}
    </div>
  )
}

/** Asks for lessons when somebody rests after typing in one of the fields. Gives what stops it. */
function follow(
  form: HTMLFormElement,
  fields: readonly string[],
  tell: (lessons: readonly LessonSummary[]) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()
  let asked = ''
  const ask = async () => {
    const filled = new FormData(form)
    const text = fields
      .map((name) => String(filled.get(name) ?? '').trim())
      .filter(Boolean)
      .join('\n')
    if (text.length < LENGTHS.least || text === asked) return
    asked = text
    asking.abort()
    asking = new AbortController()
    const answer = await fetch(similarAddress(text), { signal: asking.signal })
    if (answer.ok) tell(((await answer.json()) as { items: LessonSummary[] }).items)
  }
  const onInput = ({ target }: Event) => {
    if (!(target instanceof HTMLElement) || !fields.includes(target.getAttribute('name') ?? '')) return
    clearTimeout(timer)
    // Without an answer the form works as well: nothing is told of a network that fails.
    timer = setTimeout(() => void ask().catch(() => {}), REST)
  }
  form.addEventListener('input', onInput)
  return () => {
    form.removeEventListener('input', onInput)
    clearTimeout(timer)
    asking.abort()
  }
}
