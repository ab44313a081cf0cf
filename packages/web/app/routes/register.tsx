import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Lines } from '../components/form/fields.tsx'
import { NextPage } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts, Table } from '../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay, formatMoment } from '../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { getLedgerKeys, type LedgerKeys, listLedgerEntries, proofOfEntry } from '../ledger/api.ts'
import { checkHistory, type HistoryCheck } from '../ledger/check-history.ts'
import { notChosen } from '../my/choice.ts'
import { startOf } from '../paths.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/register.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, publicUrl } = getSite(context)
  const [entries, keys] = await Promise.all([
    listLedgerEntries(fetchApi, startOf(request)),
    getLedgerKeys(fetchApi),
  ])
  return { entries, keys, publicUrl }
}

export async function action({ request, context }: Route.ActionArgs) {
  const values = readValues(await request.formData())
  const words = messagesOf(languageOfRequest(request)).ledger.history
  return answerForm(values, async () => {
    const check = await checkHistory(getSite(context).fetchApi, textAt(values, 'checkpoint'), crypto.subtle)
    if (!check) throw notChosen(words.noCheckpoint, ['/checkpoint'])
    return { values, mistakes: [], check }
  })
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).ledger
  return titleMeta(location.pathname, title, lead)
}

export default function Register({
  loaderData: { entries, keys, publicUrl },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.ledger
  const check = actionData && 'check' in actionData ? actionData.check : undefined
  return (
    <Page title={words.title} lead={words.lead}>
      {check ? <HistoryAnswer check={check} /> : null}
      {words.explanation.text.map((text) => (
        <Paragraph key={text}>{text}</Paragraph>
      ))}
      <Section title={words.list}>
        {entries.items.length === 0 ? (
          <Nothing>{words.empty}</Nothing>
        ) : (
          <Table
            caption={words.list}
            hideCaption
            stacks
            columns={[
              { title: words.columns.what },
              { title: words.columns.number },
              { title: words.columns.entered },
              { title: words.columns.proof },
            ]}
            rows={entries.items.map(
              ({ index, kind, id, version, enteredAt, title, what, redaction, state }) => ({
                key: index ?? id,
                cells: [
                  <span key="what">
                    {(what && words.whats[what]) ?? words.kinds[kind]}
                    {title === null ? '' : `: ${title}`}
                    {['keys', 'withdrawal', 'happening', 'redaction'].includes(kind)
                      ? ''
                      : ` (${words.version(version)})`}
                    {state === 'shown' ? null : <span className="sp-quiet"> {words.states[state]}</span>}
                    {kind === 'redaction' && redaction ? (
                      <span className="sp-quiet">
                        {' '}
                        {redaction.characters === null || redaction.percentage === null
                          ? ''
                          : `${words.redaction.much(redaction.characters, redaction.percentage)} `}
                        {words.redaction.grounds[redaction.ground]}{' '}
                        {words.redaction.because(redaction.reason)}
                      </span>
                    ) : null}
                  </span>,
                  words.numbered(index ?? 0),
                  <time key="moment" dateTime={enteredAt}>
                    {formatMoment(enteredAt, language)}
                  </time>,
                  <a
                    key="proof"
                    className="nl-link"
                    href={proofOfEntry({ kind, id, version })}
                    download
                    aria-label={words.proofOf(index ?? 0)}
                  >
                    {words.columns.proof}
                  </a>,
                ],
              }),
            )}
          />
        )}
        <NextPage next={entries.next} />
      </Section>
      <Section title={words.keep.title} id="bewaar">
        <Paragraph>{words.keep.text}</Paragraph>
        <ul className="sp-list">
          <li>
            <a className="nl-link" href="/log/checkpoint" download={words.keep.file}>
              {words.keep.checkpoint}
            </a>
          </li>
          <li>
            <a className="nl-link" href="/log/export" download>
              {words.keep.whole}
            </a>
          </li>
        </ul>
      </Section>
      <Section title={words.history.title} id="geschiedenis">
        <Paragraph>{words.history.lead}</Paragraph>
        <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.history.fields}>
          <Lines name="checkpoint" rows={6} />
          <Actions>
            <Do>{words.history.button}</Do>
          </Actions>
        </EditForm>
        <details className="sp-details">
          <summary>{words.history.self}</summary>
          <Paragraph>{words.history.selfText}</Paragraph>
          <pre className="sp-command">{`npx samenspel verify --url ${publicUrl} --checkpoint ${words.keep.file} --key '${keys.keys[0]?.key ?? '…'}'`}</pre>
          <Paragraph>{words.history.selfKey}</Paragraph>
        </details>
      </Section>
      <Keys keys={keys} />
    </Page>
  )
}

function HistoryAnswer({ check: { outcome, from, to } }: { check: HistoryCheck }) {
  const { t } = useLanguage()
  return (
    <div
      className={`utrecht-alert utrecht-alert--${outcome === 'holds' ? 'ok' : 'error'} sp-notice`}
      role="status"
      tabIndex={-1}
      {...{ autoFocus: true }}
    >
      <div className="utrecht-alert__content">
        <p>{t.ledger.history.outcomes[outcome](from, to)}</p>
      </div>
    </div>
  )
}

function Keys({ keys: { origin, size, keys, witnesses, witnessKey, witnessed } }: { keys: LedgerKeys }) {
  const { t, language } = useLanguage()
  const words = t.ledger.keys
  return (
    <Section title={words.title} id="sleutels">
      <Paragraph>{words.lead}</Paragraph>
      <Facts
        items={[
          [words.origin, origin],
          [words.size, String(size)],
          ...keys.map(({ key, from, since }): [string, React.ReactNode] => [
            from === null ? words.coming : words.since(formatDay(since, language)),
            <code className="sp-hash" key={key}>
              {key}
            </code>,
          ]),
          ...(witnessKey === null
            ? []
            : [
                [
                  words.own,
                  <code className="sp-hash" key="own">
                    {witnessKey}
                  </code>,
                ] satisfies [string, React.ReactNode],
              ]),
        ]}
      />
      <Paragraph>{witnesses.length === 0 ? words.noWitnesses : words.witnesses}</Paragraph>
      <ul className="sp-list">
        {witnesses.map(({ name, size: seen, cosignedAt, problem }) => (
          <li key={name}>
            {name}:{' '}
            {cosignedAt === null ? words.notYet : words.cosigned(seen, formatMoment(cosignedAt, language))}
            {problem ? ` ${problem[language]}` : ''}
          </li>
        ))}
      </ul>
      {witnessed.length > 0 ? (
        <>
          <Paragraph>{words.witnessed}</Paragraph>
          <ul className="sp-list">
            {witnessed.map((log) => (
              <li key={log.origin}>
                {log.origin}:{' '}
                {log.cosignedAt === null
                  ? words.notYet
                  : words.cosigned(log.size, formatMoment(log.cosignedAt, language))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Paragraph>
        <TextLink to="/api/v1/ledger/keys">{words.asJson}</TextLink>
      </Paragraph>
    </Section>
  )
}
