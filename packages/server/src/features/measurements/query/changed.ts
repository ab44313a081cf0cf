import { type RawBuilder, sql } from 'kysely'
import { type FoundUses, selectUses } from '../plan/uses.ts'
import { planOf, readerAt } from './access.ts'
import { compileCondition } from './conditions.ts'
import { allOf, column, type Sql } from './fragments.ts'
import { type AnswerContext, itemOf } from './items.ts'
import { expandedLink } from './pages.ts'
import { linkedEntities, openScope, readableEntities } from './scope.ts'
import { followSteps, openContext, propertyBody, type ReadRequest, usesIn } from './statement.ts'
import type { Binding } from './tables.ts'
import { aboutThings } from './touched.ts'

/** The most entities that are given of one change. */
const MOST = 10_000

/**
 * The one SQL statement that gives what is new for those who follow a list, an entity or a property: of all that the path
 * addresses, only what `isChanged` holds for, a row each, with the same body as a read request for it has. The first row says whose data
 * is in them.
 */
export function compileChanged(
  request: ReadRequest,
  isChanged: (alias: string) => Sql,
): RawBuilder<{ body: string; uses: FoundUses }> {
  const { actor, now } = request
  const { context, binding, from, conditions, filter, body } = write(request)
  const id = column(binding.alias, 'id')
  return sql<{
    body: string
    uses: FoundUses
  }>`with ${planOf(context.access, actor, now)} select ${body} as body,
      case when row_number() over (order by ${id}) = 1 then ${usesIn(request, context)} end as uses
    from ${sql.join(from, sql` cross join `)}
    where ${allOf([...conditions, isChanged(binding.alias), ...filter])}
    order by ${id} limit ${MOST}`
}

/** The statement that asks only whose data can be in what is new for those who follow it. */
export function compileFollowed(request: ReadRequest): RawBuilder<{ uses: FoundUses }> {
  const { context } = write(request)
  return selectUses(readerAt(request.actor, request.now), aboutThings(request.path.steps, context.reach))
}

function write(request: ReadRequest) {
  const { path, query, now, root } = request
  const context = openContext(now, root)
  const { binding, from, conditions } = pathOf(request, context)
  const body =
    path.kind === 'property' ? propertyBody(path, binding) : itemOf(binding, query, context, expandedLink)
  const filter = query.filter ? [compileCondition(query.filter, openScope(context, binding))] : []
  return { context, binding, from, conditions, filter, body }
}

function pathOf({ path }: ReadRequest, context: AnswerContext) {
  const entities = path.kind === 'collection' ? path.steps.slice(0, -1) : path.steps
  const chain = followSteps(entities, context)
  if (path.kind !== 'collection') {
    if (!chain.binding) throw new Error('An entity always has a path.')
    return { ...chain, binding: chain.binding }
  }
  const binding: Binding = { type: path.entityType, alias: context.aliases.next() }
  const last = chain.binding
    ? linkedEntities(context, chain.binding, path.steps.at(-1)?.name ?? '', binding)
    : readableEntities(context, binding)
  return {
    binding,
    from: [...chain.from, last.from],
    conditions: [...chain.conditions, ...last.conditions],
  }
}
