/** Published decisions in the formats of others. */
import {
  MOST_IN_SITEMAP,
  type OpenDecision,
  writeLinkedDecision,
  writeMotion,
  writeSitemapIndex,
  writeWooMetadata,
  writeWooSitemap,
} from '@samenspel/standards/decisions'
import { Type } from 'typebox'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import { missingDecision } from './access.ts'
import { listForExport, type PublishedRow } from './export-store.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) })
const tags = ['decisions']
const XML = 'application/xml; charset=utf-8'

const answer = (type: string, schema: Type.TSchema, description: string) => ({
  200: { description, content: { [type]: { schema } } },
  ...PROBLEM_RESPONSES,
})
const AnyObject = Type.Object({}, { additionalProperties: true })

export function addExportRoutes(http: Http, { db, config }: Platform): void {
  const app = typed(http)
  const { publicUrl } = config

  async function openAll(rows: readonly PublishedRow[]): Promise<OpenDecision[]> {
    const found = await listOrganisationsByIds(
      db,
      rows.map(({ ownerId }) => ownerId),
    )
    const owners = new Map(found.map((each) => [each.id, each]))
    return rows.map((row) => toOpen(row, owners.get(row.ownerId), publicUrl))
  }

  async function findOne(key: string): Promise<OpenDecision> {
    const [decision] = await openAll(await listForExport(db, { key, offset: 0, limit: 1 }))
    if (!decision) throw missingDecision()
    return decision
  }

  app.get(
    '/api/v1/decisions/:key/linked-data',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read a published decision as linked data: Besluit (OSLO) and ELI in JSON-LD',
        operationId: 'getDecisionLinkedData',
        tags,
        params: Key,
        response: answer('application/ld+json', AnyObject, 'JSON-LD'),
      },
    },
    async ({ params }, reply) =>
      reply.type('application/ld+json').send(writeLinkedDecision(await findOne(params.key)) as never),
  )

  app.get(
    '/api/v1/decisions/:key/open-raadsinformatie',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read a published decision in the shape of Open Raadsinformatie (Popolo)',
        operationId: 'getDecisionMotion',
        tags,
        params: Key,
        response: answer('application/json', AnyObject, 'A motion with its vote event'),
      },
    },
    async ({ params }, reply) =>
      reply.type('application/json; charset=utf-8').send(writeMotion(await findOne(params.key)) as never),
  )

  app.get(
    '/api/v1/decisions/:key/woo-metadata',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read the metadata of a published decision for the Woo-index (DiWoo 0.9.8)',
        operationId: 'getDecisionWooMetadata',
        tags,
        params: Key,
        response: answer('application/xml', Type.String(), 'DiWoo'),
      },
    },
    async ({ params }, reply) => reply.type(XML).send(writeWooMetadata(await findOne(params.key)) as never),
  )

  // Where harvesters of the Woo-index look first; pages of one person are no use to anyone else.
  app.get('/robots.txt', { config: { access: 'anyone' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(
        [
          'User-agent: *',
          'Disallow: /werkplek',
          'Disallow: /mijn',
          `Sitemap: ${publicUrl}/woo/sitemapindex.xml`,
          '',
        ].join('\n') as never,
      ),
  )

  app.get(
    '/woo/sitemapindex.xml',
    { config: { access: 'anyone' }, schema: { hide: true } },
    async (_request, reply) => {
      const [newest] = await listForExport(db, { offset: 0, limit: 1, order: 'newest' })
      const count = newest?.count ?? 0
      const pages = Math.max(1, Math.ceil(count / MOST_IN_SITEMAP))
      const sitemaps = Array.from({ length: pages }, (_, index) => ({
        url: `${publicUrl}/woo/sitemaps/${index + 1}.xml`,
        updatedAt: newest?.updatedAt ?? null,
      }))
      return reply.type(XML).send(writeSitemapIndex(sitemaps) as never)
    },
  )

  app.get(
    '/woo/sitemaps/:page.xml',
    {
      config: { access: 'anyone' },
      schema: { hide: true, params: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000 }) }) },
    },
    async ({ params }, reply) => {
      const offset = (params.page - 1) * MOST_IN_SITEMAP
      const rows = await listForExport(db, { offset, limit: MOST_IN_SITEMAP })
      return reply.type(XML).send(writeWooSitemap(await openAll(rows)) as never)
    },
  )
}

type Owner = { id: string; name: string; tooi: string | null }

function toOpen(row: PublishedRow, owner: Owner | undefined, publicUrl: string): OpenDecision {
  const { content, signature, standing } = row
  const decisionUrl = (slug: string) => `${publicUrl}/besluiten/${slug}`
  return {
    url: decisionUrl(row.slug),
    data: `${publicUrl}/api/v1/decisions/${row.slug}`,
    id: row.id,
    version: row.version,
    title: content.title,
    question: content.question,
    reasons: content.reasons,
    decidedOn: content.decidedOn ?? signature.signedAt.slice(0, 10),
    publishedAt: row.publishedAt,
    updatedAt: row.updatedAt,
    holds: standing !== 'withdrawn' && standing !== 'replaced',
    organisation: {
      id: row.ownerId,
      name: owner?.name ?? '',
      tooi: owner?.tooi ?? null,
      url: `${publicUrl}/api/v1/organisations/${row.ownerId}`,
    },
    function: signature.function,
    basis: signature.basis,
    signedAt: signature.signedAt,
    chosen: content.options.find(({ id }) => id === content.chosenOptionId)?.title ?? null,
    options: content.options.map(({ id, title, description }) => ({ id, title, description })),
    votes: content.votes,
    replaces: row.replacesSlug === null ? null : decisionUrl(row.replacesSlug),
  }
}
