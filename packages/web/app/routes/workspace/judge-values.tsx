import { redirect } from 'react-router'
import { getStationOf, listRulings, type Ruling } from '../../api.ts'
import { fromClock, toClock } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, MomentLine, Radios } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { capitalise, formatMoment } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { nameProperty } from '../../property-names.server.ts'
import { judgeValues, withdrawRuling } from '../../workspace/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/judge-values.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const station = await getStationOf(fetchApi, params.id)
  const { items } = await listRulings(fetchApi, Number(params.id))
  const search = new URL(request.url).searchParams
  const clock = (name: string) => {
    const moment = new Date(search.get(name) ?? '')
    return Number.isNaN(moment.getTime()) ? '' : toClock(moment)
  }
  return {
    datastream: Number(params.id),
    title: capitalise(nameProperty(station.latest[0]?.title ?? '', languageOfRequest(request))),
    station: station.name,
    rulings: items,
    values: { from: clock('van'), to: clock('tot'), verdict: 'bad' },
  }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const here = pathsOf(languageOfRequest(request)).judgeValues(id)
  const withdrawing = pressed.kind === 'do' && pressed.what === 'withdraw'
  const work = async () => {
    if (withdrawing) {
      await withdrawRuling(fetchApi, textAt(values, 'id'))
      return redirect(withDone(here, 'oordeel-ingetrokken'))
    }
    // What is no time goes to the API as it is, which then says what is wrong with it.
    const moment = (name: string) => fromClock(textAt(values, name))?.toISOString() ?? textAt(values, name)
    await judgeValues(fetchApi, {
      datastreamId: Number(id),
      from: moment('from'),
      to: moment('to'),
      verdict: textAt(values, 'verdict'),
      reason: textAt(values, 'reason'),
    })
    return redirect(withDone(here, 'beoordeeld'))
  }
  return answerForm(values, work, { button: withdrawing ? 'withdraw' : undefined })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).judging.title)
}

export default function JudgeValues({ loaderData, actionData }: Route.ComponentProps) {
  const { datastream, title, station, rulings, values } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.judging
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[{ name: t.workspace.title, to: paths.workspace() }]}
      kicker={
        <TextLink to={paths.datastream(datastream)}>
          {title}, {station}
        </TextLink>
      }
    >
      <Refused answer={actionData} />
      <EditForm
        key={rulings.length}
        state={answerToForm(actionData) ?? { values, mistakes: [] }}
        fields={words.fields}
      >
        <div className="sp-pair">
          <MomentLine name="from" />
          <MomentLine name="to" />
        </div>
        <Radios
          name="verdict"
          options={(['bad', 'good'] as const).map((value) => ({ value, ...words.verdicts[value] }))}
        />
        <Line name="reason" />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
      <Section title={words.listTitle}>
        {rulings.length === 0 ? <Nothing>{words.none}</Nothing> : <Rulings items={rulings} />}
      </Section>
    </Page>
  )
}

function Rulings({ items }: { items: Ruling[] }) {
  const { t, language } = useLanguage()
  const words = t.judging
  const moment = (text: string) => formatMoment(text, language)
  return (
    <Table
      caption={words.listTitle}
      hideCaption
      columns={[
        { title: words.columns.period },
        { title: words.columns.verdict },
        { title: words.columns.reason },
        { title: words.columns.by },
        { title: words.columns.action },
      ]}
      rows={items.map(({ id, from, to, verdict, reason, madeAt, madeBy, withdrawnAt }) => ({
        key: id,
        cells: [
          words.period(moment(from), moment(to)),
          words.verdicts[verdict].label,
          reason,
          `${madeBy ?? t.site.unknown}, ${moment(madeAt)}`,
          withdrawnAt ? (
            words.withdrawn(moment(withdrawnAt))
          ) : (
            <PressButton
              key="withdraw"
              what="withdraw"
              values={{ id }}
              label={words.withdrawLabel(moment(from), moment(to))}
            >
              {words.withdraw}
            </PressButton>
          ),
        ],
      }))}
    />
  )
}
