import { Type } from 'typebox'
import { ROLES } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, OneOf, Page, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { invitationMail } from '../accounts/mails.ts'
import { ACCOUNTS, describeAction } from '../activities.ts'
import { losesLastAdministrator } from '../rules/organisations.ts'
import { Member, MemberBody } from '../schema.ts'
import { addMember, invitePerson, listMembers, lockRoles, removeMember } from '../store/members.ts'
import { getAdministered } from './organisations.ts'

const tags = ['parties']
const params = Type.Object({ id: Id })

/** Who may do what for an organisation: only for its administrators. */
export function addMemberRoutes(
  http: Http,
  { db, mail, config, record }: Platform & { record: RecordProcessing },
): void {
  typed(http).get(
    '/api/v1/organisations/:id/members',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'List the roles of people in an organisation',
        description: 'One item per role; a person can have several.',
        tags,
        operationId: 'listMembers',
        params,
        querystring: Type.Object(PageQuery),
        response: { 200: Page(Member), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, query: { cursor, pageSize = 50 }, actor }) => {
      await getAdministered(db, actor, id)
      const rows = await listMembers(db, id, decodeCursor(cursor, 3), pageSize)
      return toPage(rows, pageSize, ({ name, personId, role }) => [name, personId, role])
    },
  )

  typed(http).post(
    '/api/v1/organisations/:id/members',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Give someone a role',
        description:
          'The person gets a message. Someone without an account can choose a password with the address in it.',
        tags,
        operationId: 'addMember',
        params,
        body: MemberBody,
        response: { 201: Member, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body: { email, role }, actor, trace }, reply) => {
      const organisation = await getAdministered(db, actor, id)
      const person = await db.transaction().execute((transaction) => invitePerson(transaction, email))
      await record(describeAction(trace, { activity: ACCOUNTS, name: 'rol geven', personId: person.id }))
      const added = await db
        .transaction()
        .execute((transaction) => addMember(transaction, person.id, { organisationId: id, role }))
      const address = email.toLowerCase()
      if (added)
        await mail(invitationMail({ to: address, organisation: organisation.name, role }, config.publicUrl))
      return reply
        .code(201)
        .header('location', `/api/v1/organisations/${id}/members/${person.id}`)
        .send({ personId: person.id, name: person.name, email: address, role })
    },
  )

  typed(http).delete(
    '/api/v1/organisations/:id/members/:personId',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Take a role, or all roles, from someone',
        tags,
        operationId: 'removeMember',
        params: Type.Object({ id: Id, personId: Id }),
        querystring: Type.Object({
          role: Type.Optional(OneOf(ROLES, 'Only this role; without it all roles')),
        }),
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id, personId }, query: { role }, actor, trace }, reply) => {
      await getAdministered(db, actor, id)
      await record(describeAction(trace, { activity: ACCOUNTS, name: 'rol afnemen', personId }))
      await db.transaction().execute(async (transaction) => {
        const roles = await lockRoles(transaction, id)
        if (losesLastAdministrator(roles, { personId, role })) {
          throw new Problem('conflict', {
            nl: 'Dit is de enige beheerder. Maak eerst iemand anders beheerder.',
            en: 'This is the only administrator. Make someone else administrator first.',
          })
        }
        await removeMember(transaction, id, personId, role)
      })
      return reply.code(204).send(null)
    },
  )
}
