import type { Agreement } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Paragraph, Prose, TextLink } from '../text.tsx'

/** What a version says in plain sentences, made from its rules. */
export function PlainText({
  agreement: { sentences, slug, version, versionState, why },
  title,
  withWhy = false,
  note,
  unsaved = false,
}: {
  agreement: Agreement
  /** In place of “in plain words”. */
  title?: string
  withWhy?: boolean
  note?: string
  /** These sentences are nowhere else yet. */
  unsaved?: boolean
}) {
  const { t, language } = useLanguage()
  const words = t.editing.agreement
  return (
    <section className="sp-plain" aria-labelledby="in-gewone-taal">
      <h2 id="in-gewone-taal" className="sp-plain-title">
        {title ?? words.plainTitle}
      </h2>
      {note ? <Paragraph className="sp-plain-note">{note}</Paragraph> : null}
      {withWhy && why ? <Prose text={why} /> : null}
      <ol className="sp-list sp-sentences">
        {[...sentences[language].entries()].map(([nth, sentence]) => (
          <li key={nth}>{sentence}</li>
        ))}
      </ol>
      {unsaved ? null : (
        <>
          <p className="sp-quiet sp-small">
            {versionState === 'draft' ? words.plainText : t.agreements.saysText}
          </p>
          <p>
            <TextLink to={pathsOf(language).agreement(slug, version)}>{words.print}</TextLink>
          </p>
        </>
      )}
    </section>
  )
}
