import pg from 'pg'

/** SQLSTATE codes that this server decides on (PostgreSQL 15, appendix A). Never decide on message text. */
export const SQLSTATE = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  numericOutOfRange: '22003',
  divisionByZero: '22012',
  invalidTextRepresentation: '22P02',
  characterNotInRepertoire: '22021',
  untranslatableCharacter: '22P05',
  datetimeOverflow: '22008',
  invalidDatetime: '22007',
  invalidRegularExpression: '2201B',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  statementTooComplex: '54001',
  duplicateTable: '42P07',
  featureNotSupported: '0A000',
} as const

type SqlstateName = keyof typeof SQLSTATE

/** True when `error` comes from PostgreSQL with one of the named states. */
export function hasSqlstate(error: unknown, ...names: SqlstateName[]): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return names.some((name) => SQLSTATE[name] === error.code)
}

/** Classes of errors with which PostgreSQL says that it cannot work, whatever was asked: no connection, room, or operator. */
const AWAY_CLASSES: readonly string[] = ['08', '53', '58']
const AWAY_STATES: readonly string[] = ['57P01', '57P02', '57P03']

/**
 * True when `error` is what PostgreSQL says of the statement itself, so that it works. Other errors can be of the connection: those
 * have no common form.
 */
export function isOfDatabase(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return false
  return !AWAY_CLASSES.includes(error.code.slice(0, 2)) && !AWAY_STATES.includes(error.code)
}

/** The name of the constraint that refused a row, when PostgreSQL says so. */
export function violatedConstraint(error: unknown): string | undefined {
  if (error instanceof Error && 'constraint' in error && typeof error.constraint === 'string') {
    return error.constraint
  }
  return undefined
}
