import { Button } from '@nl-design-system-candidate/button-react'
import { redirect } from 'react-router'
import { endOfDay } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { DayLine, Line, Select } from '../../components/form/fields.tsx'
import { PostForm } from '../../components/form/post-form.tsx'
import { Section, titleMeta } from '../../components/page.tsx'
import { Table } from '../../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { CopyLine } from '../../components/workspace/copy-line.tsx'
import { OrganisationPage } from '../../components/workspace/organisation-page.tsx'
import { getSite } from '../../context.ts'
import { capitalise, formatDay } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import {
  createToken,
  getMyPurpose,
  getOrganisation,
  listOwnDatasets,
  listTokens,
  revokeToken,
  type Token,
} from '../../workspace/api.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/tokens.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const language = languageOfRequest(request)
  const { fetchApi } = getSite(context)
  const [organisation, tokens, datasets, { choices }] = await Promise.all([
    getOrganisation(fetchApi, params.id),
    listTokens(fetchApi),
    listOwnDatasets(fetchApi),
    getMyPurpose(fetchApi),
  ])
  return {
    organisation: { id: organisation.id, name: organisation.name },
    tokens: tokens.filter(({ organisationId }) => organisationId === params.id),
    datasets: datasets
      .filter(({ ownerId }) => ownerId === params.id)
      .map(({ id, title }) => ({ value: id, label: title })),
    purposes: choices.map(({ purpose, name }) => ({ value: purpose, label: capitalise(name[language]) })),
  }
}

/** The secret is in the answer to the form only: no address, no store of the browser ever has it. */
export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const revoking = pressed.kind === 'do' && pressed.what === 'delete'
  const work = async () => {
    const text = (name: string) => textAt(values, name)
    if (revoking) {
      await revokeToken(fetchApi, text('tokenId'))
      return redirect(withDone(pathsOf(languageOfRequest(request)).tokens(id), 'ingetrokken'))
    }
    const day = text('expiresAt')
    const { name, secret } = await createToken(fetchApi, {
      organisationId: id,
      name: text('name'),
      role: text('role'),
      purpose: orNull(text('purpose')),
      datasetId: orNull(text('datasetId')),
      // What is no day goes to the API as it is, which then says what is wrong with it.
      expiresAt: endOfDay(day)?.toISOString() ?? orNull(day),
    })
    return { made: { name, secret } }
  }
  return answerForm(values, work, { button: revoking ? 'delete' : undefined })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(
    location.pathname,
    messagesOf(languageOf(location.pathname)).editing.organisation.tokensTitle,
  )
}

export default function Tokens({ loaderData, actionData }: Route.ComponentProps) {
  const { organisation, tokens, datasets, purposes } = loaderData
  const { t, language } = useLanguage()
  const words = t.editing.organisation
  const made = actionData && 'made' in actionData ? actionData.made : undefined
  const state = actionData && !('made' in actionData) ? actionData : undefined
  if (made) {
    return (
      <OrganisationPage organisation={organisation} title={words.secretTitle} lead={words.secretText}>
        <CopyLine id="sleutel" label={`${words.secretLabel}: ${made.name}`} value={made.secret} />
        <TextLink to={pathsOf(language).tokens(organisation.id)}>{words.secretDone}</TextLink>
      </OrganisationPage>
    )
  }
  return (
    <OrganisationPage organisation={organisation} title={words.tokensTitle} lead={words.tokensText}>
      <Refused answer={state} />
      {tokens.length === 0 ? (
        <Nothing>{words.tokensNone}</Nothing>
      ) : (
        <TokenTable tokens={tokens} purposes={purposes} />
      )}
      <Section title={words.addTokenTitle}>
        <EditForm
          state={answerToForm(state) ?? { values: { role: 'data-expert' }, mistakes: [] }}
          fields={words.tokenFields}
        >
          <Line name="name" />
          <Select
            name="role"
            options={Object.entries(t.workspace.roles).map(([value, label]) => ({ value, label }))}
          />
          <Select name="datasetId" options={datasets} empty={words.anyDataset} optional />
          <Select name="purpose" options={purposes} empty={words.noPurpose} optional />
          <DayLine name="expiresAt" optional />
          <Actions>
            <Do>{words.addToken}</Do>
          </Actions>
        </EditForm>
      </Section>
      <Paragraph className="sp-quiet">{words.secretText}</Paragraph>
    </OrganisationPage>
  )
}

function TokenTable({ tokens, purposes }: { tokens: Token[]; purposes: { value: string; label: string }[] }) {
  const { t, language } = useLanguage()
  const words = t.editing.organisation
  return (
    <Table
      caption={words.tokensTitle}
      hideCaption
      columns={[
        { title: words.columns.name },
        { title: words.columns.role },
        { title: words.columns.purpose },
        { title: words.columns.expires },
        { title: words.columns.action },
      ]}
      rows={tokens.map(({ id, name, role, purpose, expiresAt }) => ({
        key: id,
        cells: [
          name,
          t.workspace.roles[role],
          purposes.find(({ value }) => value === purpose)?.label ?? purpose ?? '–',
          expiresAt ? formatDay(expiresAt, language) : words.noEnd,
          <PostForm key="revoke">
            <input type="hidden" name="tokenId" value={id} />
            <Button purpose="subtle" type="submit" name="do" value="delete" aria-label={words.revoke(name)}>
              {words.revokeShort}
            </Button>
          </PostForm>,
        ],
      }))}
    />
  )
}
