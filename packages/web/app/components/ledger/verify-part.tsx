import { Button } from '@nl-design-system-candidate/button-react'
import { useEffect, useRef, useState } from 'react'
import { formatMoment } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import {
  addressOfEntry,
  type FoundEntry,
  type LedgerKeys,
  type LedgerProof,
  proofOfEntry,
} from '../../ledger/api.ts'
import type { PageReport } from '../../ledger/check-page.ts'
import { nameFields } from '../../ledger/name-fields.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Facts } from '../table.tsx'
import { Nothing, Paragraph, TextLink } from '../text.tsx'

/**
 * How anyone checks that a page shows what was published then. It can be read without JavaScript; with it, the browser checks itself.
 * @param shown the fields of which the page is made, by the names that they have in the ledger
 */
export function VerifyPart({
  entry,
  shown,
}: {
  entry: FoundEntry | null
  shown: Readonly<Record<string, unknown>>
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.ledger.verify
  if (!entry) {
    return (
      <Section title={words.title} id="controleer">
        <Nothing>{words.none}</Nothing>
      </Section>
    )
  }
  const { index, enteredAt, commitment, state, keys } = entry
  const file = `${entry.kind}-${entry.id}-${entry.version}.tlog-proof`
  const trusting = keys.map((key) => ` --key '${key}'`).join('')
  const published = entry.redaction?.of ?? entry
  return (
    <Section title={words.title} id="controleer">
      {entry.redaction ? <BlackedOut redaction={entry.redaction} /> : null}
      <Paragraph>{words.lead}</Paragraph>
      <p>
        <TextLink to={paths.ledger()}>{words.more}</TextLink>
      </p>
      <Facts
        items={[
          [words.number, index === null ? words.waiting : String(index)],
          [words.entered, formatMoment(enteredAt, language)],
          [
            words.hash,
            <code className="sp-hash" key="hash">
              {commitment}
            </code>,
          ],
        ]}
      />
      {state === 'shown' ? null : <Paragraph>{t.ledger.states[state]}</Paragraph>}
      {index === null ? null : (
        <>
          <CheckHere entry={entry} shown={shown} />
          <ul className="sp-list">
            <li>
              <a className="nl-link" href={proofOfEntry(entry)} download>
                {words.download}
              </a>
            </li>
          </ul>
          <p className="sp-ask-black-out">
            {t.ledger.redaction.ask}{' '}
            <TextLink to={paths.blackOut(published.kind, published.id, published.version)}>
              {t.ledger.redaction.title}
            </TextLink>
          </p>
          <details className="sp-details">
            <summary>{words.how}</summary>
            <Paragraph>{words.howText}</Paragraph>
            <pre className="sp-command">{`npx samenspel verify ${file}${trusting}`}</pre>
          </details>
        </>
      )}
    </Section>
  )
}

/** That passages were blacked out, when and why. */
function BlackedOut({ redaction }: { redaction: NonNullable<FoundEntry['redaction']> }) {
  const { t, language } = useLanguage()
  const words = t.ledger.redaction
  const { passages, characters, percentage, ground, reason, enteredAt, by } = redaction
  return (
    <div className="utrecht-alert utrecht-alert--info">
      <div className="utrecht-alert__content">
        <p>
          <strong>{words.since(passages, formatMoment(enteredAt, language))}</strong>
          {characters === null || percentage === null ? '' : ` ${words.much(characters, percentage)}`}
        </p>
        <p>
          {words.grounds[ground]} {words.because(reason)} {by ? words.by[by.role] : ''}
        </p>
      </div>
    </div>
  )
}

type Outcome = 'busy' | 'failed' | 'unable' | PageReport

/** The button that checks in this browser; there only when there is JavaScript. */
function CheckHere({ entry, shown }: { entry: FoundEntry; shown: Readonly<Record<string, unknown>> }) {
  const { t } = useLanguage()
  const words = t.ledger.verify
  const [isReady, setReady] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const part = useRef<HTMLDivElement>(null)
  useEffect(() => setReady(true), [])
  async function check() {
    setOutcome('busy')
    setOutcome(
      await checkHere(entry, shown, part.current?.closest('article')?.textContent ?? '').catch(
        (): Outcome => 'failed',
      ),
    )
  }
  if (!isReady) return <div ref={part} />
  return (
    <div ref={part} className="sp-verify">
      <Button
        purpose="primary"
        type="button"
        onClick={() => void check()}
        {...(outcome === 'busy' ? { busy: true } : {})}
      >
        {words.button}
      </Button>
      <div role="status">{outcome === undefined ? null : <Answer outcome={outcome} />}</div>
    </div>
  )
}

function Answer({ outcome }: { outcome: Outcome }) {
  const { t } = useLanguage()
  const words = t.ledger.verify
  if (typeof outcome === 'string') return <p>{words[outcome]}</p>
  const { checks, cosignedBy } = outcome
  const found = checks.map(({ isGood }) => isGood)
  const verdict = found.includes(false) ? 'bad' : found.includes(undefined) ? 'partly' : 'good'
  return (
    <div className={`utrecht-alert utrecht-alert--${ALERTS[verdict]}`}>
      <div className="utrecht-alert__content">
        <p>
          <strong>{words[verdict]}</strong>
        </p>
        <ul className="sp-checks">
          {checks.map(({ name, isGood: isSo, about: { index = 0, size = 0, names: found } }) => (
            <li key={name}>
              <span className="sp-check-mark" aria-hidden="true">
                {isSo === undefined ? '–' : isSo ? '✓' : '✗'}
              </span>
              {name === 'text' ? words.checks.text[wordFor(isSo)] : null}
              {name === 'place' ? words.checks.place[wordFor(isSo)](index, size) : null}
              {name === 'signature' ? words.checks.signature[wordFor(isSo)](found?.join(', ') ?? '') : null}
              {name === 'redaction' ? words.checks.redaction[wordFor(isSo)](index) : null}
              {name === 'page' ? words.checks.page[wordFor(isSo)](nameFields(found ?? [], words)) : null}
            </li>
          ))}
        </ul>
        <p>{words.keysOfSite}</p>
        {cosignedBy.length === 0 ? null : <p>{words.cosignedBy(cosignedBy.join(', '))}</p>}
      </div>
    </div>
  )
}

const ALERTS = { good: 'ok', partly: 'warning', bad: 'error' } as const

const wordFor = (isGood: boolean | undefined) => (isGood === undefined ? 'unknown' : isGood ? 'good' : 'bad')

/** Asks the proof anew, so that what is checked is not what the page came with. */
async function checkHere(
  entry: FoundEntry,
  fields: Readonly<Record<string, unknown>>,
  words: string,
): Promise<Outcome> {
  // Browsers have it only at a safe address.
  const { subtle } = crypto as { subtle?: SubtleCrypto }
  if (!subtle) return 'unable'
  const [{ checkPage }, proof, keys] = await Promise.all([
    import('../../ledger/check-page.ts'),
    ask<LedgerProof>(addressOfEntry(entry)),
    ask<LedgerKeys>('/api/v1/ledger/keys'),
  ])
  const of = entry.redaction?.of
  const erased = of && (await ask<LedgerProof>(addressOfEntry(of)))
  return checkPage(proof, keys, { name: of ?? entry, shown: { fields, words }, erased }, subtle)
}

async function ask<T>(address: string): Promise<T> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`)
  return answer.json()
}
