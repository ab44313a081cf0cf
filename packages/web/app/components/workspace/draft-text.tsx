import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Agreement } from '../../api.ts'
import { type Language, useLanguage } from '../../language.ts'
import { placeInAgreement, readAgreementForm } from '../../workspace/agreement-form.ts'
import { type AgreementTrial, trialPath } from '../../workspace/agreements-api.ts'
import { readValues } from '../../workspace/values.ts'
import { MissingInText } from './missing-in-text.tsx'
import { PlainText } from './plain-text.tsx'

/** How long nobody types before the text is asked again, in milliseconds. */
const REST = 500

type Props = {
  agreement: Agreement
  /** What was asked with the button. */
  trial: AgreementTrial | undefined
  /** Whether something is filled in that is not stored. */
  isBehind: boolean
  /** The form. */
  children: ReactNode
}

/**
 * A form of an agreement, and beside it what it says in plain words: as it is stored, as the button asked, or, with scripts, as it is being
 * typed. What cannot be understood yet changes nothing; what is wrong with it is told when it is saved.
 */
export function DraftText({ agreement, trial, isBehind, children }: Props) {
  const { t, language } = useLanguage()
  const words = t.editing.agreement
  const { typed, onInput } = useTypedTrial(agreement.slug, language, trial)
  const shown = typed ?? trial
  return (
    <div className="sp-beside" onInput={onInput}>
      <div>{children}</div>
      {shown ? (
        <div className="sp-beside-text">
          <PlainText
            agreement={{ ...agreement, sentences: shown.sentences }}
            note={words.plainShown}
            unsaved
          />
          <MissingInText
            mistakes={shown.missing.map((each) =>
              placeInAgreement({ in: 'body', pointer: each.pointer, detail: each[language] }),
            )}
          />
        </div>
      ) : (
        <PlainText agreement={agreement} {...(isBehind ? { note: words.plainBehind } : {})} />
      )}
    </div>
  )
}

type Asking = { timer: number; stop: AbortController }

function forget(asking: Asking | undefined): void {
  window.clearTimeout(asking?.timer)
  asking?.stop.abort()
}

/** What the text would say with what is typed now; undefined as long as nothing was typed since the page was made. */
function useTypedTrial(slug: string, language: Language, made: AgreementTrial | undefined) {
  const [typed, setTyped] = useState<{ trial: AgreementTrial; since: AgreementTrial | undefined }>()
  const asking = useRef<Asking>(undefined)
  useEffect(() => () => forget(asking.current), [])
  const onInput = ({ target }: FormEvent<HTMLElement>) => {
    const form = target instanceof HTMLElement ? target.closest('form') : null
    if (!form) return
    forget(asking.current)
    const stop = new AbortController()
    const timer = window.setTimeout(async () => {
      const trial = await askTrial(
        slug,
        readAgreementForm(readValues(new FormData(form)), language),
        stop.signal,
      )
      if (trial && !stop.signal.aborted) setTyped({ trial, since: made })
    }, REST)
    asking.current = { timer, stop }
  }
  return { typed: typed?.since === made ? typed?.trial : undefined, onInput }
}

/** @returns undefined when it cannot be read yet, or nobody answers */
async function askTrial(
  slug: string,
  text: object,
  signal: AbortSignal,
): Promise<AgreementTrial | undefined> {
  try {
    const answer = await fetch(trialPath(slug), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(text),
      signal,
    })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}
