import type { Decision } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { formatDay, formatEuro } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Heading, Paragraph, Prose, TextLink } from '../text.tsx'

/** What was decided, why and by whom, in one screen. */
export function DecisionSummaryCard({ decision }: { decision: Decision }) {
  const { t, language } = useLanguage()
  const words = t.decisions
  const chosen = decision.options.find(({ id }) => id === decision.chosenOptionId)
  const { outcome, watchUntil, receiver, signature } = decision
  const day = (date: string) => formatDay(date, language)
  const isSignedLater =
    signature !== null &&
    decision.decidedOn !== null &&
    decision.decidedOn < dateOf(Date.parse(signature.signedAt))
  return (
    <section className="sp-outcome sp-decided" aria-label={words.decided}>
      <div>
        <Heading level={2}>{signature ? words.what : words.proposed}</Heading>
        <Paragraph purpose="lead">
          {outcome ? words.outcomes[outcome] : words.notDecided}
          {chosen ? `: ${chosen.title}` : ''}
        </Paragraph>
        {outcome === 'watch' && watchUntil ? (
          <Paragraph>{words.watchUntil(day(watchUntil))}</Paragraph>
        ) : null}
        {outcome === 'not-ours' && receiver ? <Paragraph>{words.handedTo(receiver)}</Paragraph> : null}
        {decision.amount === null ? null : (
          <Paragraph>
            {words.amount}: {formatEuro(decision.amount, language)}
          </Paragraph>
        )}
        {decision.standing === 'open' ? <Paragraph>{words.openLead}</Paragraph> : null}
      </div>
      <div>
        <Heading level={2}>{words.why}</Heading>
        {decision.reasons ? <Prose text={decision.reasons} /> : <Paragraph>{t.site.notFilledIn}</Paragraph>}
      </div>
      <div>
        <Heading level={2}>{words.byWhom}</Heading>
        {signature ? (
          <Paragraph>
            {signature.function}, {signature.holderName}, {day(decision.decidedOn ?? signature.signedAt)}.{' '}
            {isSignedLater ? `${words.signedHere(day(signature.signedAt))} ` : ''}
            {words.basis(signature.basis)}.
            {signature.signerName === undefined || signature.signerName === signature.holderName
              ? null
              : ` ${(signature.asDeputy ? words.signedFor : words.signedBy)(signature.signerName, signature.function)}`}
          </Paragraph>
        ) : (
          <Paragraph>{words.notDecided}</Paragraph>
        )}
      </div>
    </section>
  )
}

/** What happened with it, the latest first: opened for all to read, signed, reviewed, reopened, replaced or withdrawn. */
export function Life({ decision: { happenings, signature, decidedOn, history } }: { decision: Decision }) {
  const { t, language } = useLanguage()
  // What was corrected later was decided when its first text was signed.
  const signedAt = history.find(({ version }) => version === 1)?.publishedAt ?? signature?.signedAt
  const isSince = ({ at }: Happening) => signedAt === undefined || Date.parse(at) >= Date.parse(signedAt)
  const entryOf = (happening: Happening) => (
    <HappeningEntry key={`${happening.kind} ${happening.at}`} happening={happening} />
  )
  return (
    <ol className="sp-list">
      {happenings.filter(isSince).map(entryOf)}
      {signature ? (
        <li>
          <p>
            <strong>{t.decisions.signed}</strong>,{' '}
            <time dateTime={decidedOn ?? signature.signedAt}>
              {formatDay(decidedOn ?? signature.signedAt, language)}
            </time>
            , {t.decisions.byRole(signature.function)}
          </p>
        </li>
      ) : null}
      {happenings.filter((happening) => !isSince(happening)).map(entryOf)}
    </ol>
  )
}

type Happening = Decision['happenings'][number]

function HappeningEntry({ happening }: { happening: Happening }) {
  const { t, language } = useLanguage()
  const words = t.decisions
  const {
    kind,
    at,
    role,
    function: mandated,
    result,
    reasons,
    nextReviewDate,
    replacedBy,
    figures,
  } = happening
  return (
    <li>
      <p>
        <strong>
          {words.happenings[kind]}
          {result ? `: ${words.results[result]}` : ''}
        </strong>
        , <time dateTime={at}>{formatDay(at, language)}</time>,{' '}
        {role ? words.byRole(mandated ?? t.workspace.roles[role]) : words.byItself}
      </p>
      {reasons ? <Prose text={reasons} /> : null}
      {figures.length > 0 ? (
        <p className="sp-quiet">
          {figures
            .map(
              ({ areaName, periodStart, value }) =>
                `${areaName}, ${formatDay(periodStart, language)}: ${value}`,
            )
            .join('; ')}
        </p>
      ) : null}
      {nextReviewDate ? <p>{words.nextReview(formatDay(nextReviewDate, language))}</p> : null}
      {replacedBy ? (
        <p>
          {words.replacedBy}:{' '}
          <TextLink to={pathsOf(language).decision(replacedBy.slug)}>{replacedBy.title}</TextLink>
        </p>
      ) : null}
    </li>
  )
}
