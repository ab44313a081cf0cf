import { type DecisionBoard, getDecisionBoard } from '../api.ts'
import { Entry } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { Nothing, Paragraph } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay, formatNumber } from '../format.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/decision-board.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return { board: await getDecisionBoard(getSite(context).fetchApi) }
}

export function meta({ location }: Route.MetaArgs) {
  const { board } = messagesOf(languageOf(location.pathname)).decisions
  return titleMeta(location.pathname, board.title, board.lead)
}

/** Overdue signals that are shown at once: the decisions that wait are not to be far below them. */
const MOST_SIGNALS = 5

const LISTS = ['overdue', 'reopened', 'toBeChanged', 'due', 'open'] as const

export default function DecisionBoardPage({ loaderData: { board } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions.board
  const nothing = (['overdueSignals', ...LISTS] as const).filter((list) => board[list].length === 0)
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[{ name: t.nav.decisions, to: paths.decisions() }]}
      kicker={<time dateTime={board.day}>{formatDay(board.day, language)}</time>}
    >
      {nothing.length > 0 ? (
        <Nothing>
          {words.nothing(
            nothing
              .map((list) => words[list].charAt(0).toLocaleLowerCase(language) + words[list].slice(1))
              .join('; '),
          )}
        </Nothing>
      ) : null}
      {board.overdueSignals.length === 0 ? null : (
        <Section title={words.overdueSignals}>
          <OverdueSignals items={board.overdueSignals.slice(0, MOST_SIGNALS)} />
          {board.overdueSignals.length > MOST_SIGNALS ? (
            <details className="sp-details">
              <summary>{words.moreSignals(board.overdueSignals.length - MOST_SIGNALS)}</summary>
              <OverdueSignals items={board.overdueSignals.slice(MOST_SIGNALS)} />
            </details>
          ) : null}
        </Section>
      )}
      {LISTS.filter((list) => board[list].length > 0).map((list) => (
        <Section key={list} title={words[list]}>
          <Decisions items={board[list]} isReopened={list === 'reopened'} />
        </Section>
      ))}
      <Section title={words.bodies}>
        <Paragraph>{words.bodiesLead}</Paragraph>
        <Table
          caption={words.bodies}
          hideCaption
          stacks="named"
          columns={[
            { title: words.body },
            { title: words.waiting, numeric: true },
            { title: words.late, numeric: true },
            { title: words.decided, numeric: true },
            { title: words.missed, numeric: true },
            { title: words.median, numeric: true },
            { title: words.longest, numeric: true },
          ]}
          rows={board.bodies.map((body) => ({
            key: `${body.organisationId} ${body.role}`,
            cells: [
              nameBody(body, t),
              body.waiting,
              body.overdue,
              body.decided,
              body.missed,
              formatNumber(body.medianDays, language),
              formatNumber(body.longestDays, language),
            ],
          }))}
        />
        <p>
          <a href="/api/v1/decision-board" className="nl-link">
            {words.api}
          </a>
        </p>
      </Section>
    </Page>
  )
}

function OverdueSignals({ items }: { items: DecisionBoard['overdueSignals'] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions.board
  return (
    <ul className="sp-entries">
      {items.map(({ id, indicatorTitle, areaName, sentence, dueOn, ...owner }) => (
        <Entry
          key={id}
          to={paths.signal(id)}
          name={t.signals.name(indicatorTitle, areaName)}
          isOurs
          meta={<span>{nameBody(owner, t)}</span>}
          about={`${sentence[language]} ${capital(words.dueOn(formatDay(dueOn, language)))}.`}
        />
      ))}
    </ul>
  )
}

/** @param isReopened says when each was reopened, which counts then, not when it would have been looked at again */
function Decisions({ items, isReopened }: { items: DecisionBoard['open']; isReopened: boolean }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions.board
  const say = ({ since, reviewOn }: DecisionBoard['open'][number]) => {
    if (isReopened) return capital(words.reopenedOn(formatDay(since, language)))
    return reviewOn ? capital(words.reviewOn(formatDay(reviewOn, language))) : undefined
  }
  return (
    <ul className="sp-entries">
      {items.map((item) => (
        <Entry
          key={item.slug}
          to={paths.decision(item.slug)}
          name={item.title}
          meta={<span>{[item.function, item.organisationName].filter(Boolean).join(', ')}</span>}
          about={say(item)}
        />
      ))}
    </ul>
  )
}

type Body = { organisationName: string; role: DecisionBoard['bodies'][number]['role'] }

/** The function that answers, and of which organisation; persons are not named. */
function nameBody({ organisationName, role }: Body, t: ReturnType<typeof useLanguage>['t']): string {
  return `${role ? t.workspace.roles[role] : t.decisions.board.wholeOrganisation}, ${organisationName}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
