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

/** The name of the constraint that refused a row, when PostgreSQL says so. */
export function violatedConstraint(error: unknown): string | undefined {
  if (error instanceof Error && 'constraint' in error && typeof error.constraint === 'string') {
    return error.constraint
  }
  return undefined
}
