import type pg from 'pg'

/** How much of what was written may have to be read again after a crash, in bytes, and how often that is looked at. */
export type RecoveryLimits = { bytes: number; milliseconds: number }

const RECOVERY: RecoveryLimits = { bytes: 64 * 1024 * 1024, milliseconds: 5_000 }

/**
 * Makes checkpoints by the amount that was written. PostgreSQL does so by itself only where it has a process for it, which the embedded
 * one has not: its log would grow until it is closed, and opening it after a crash, or after a read that had to be ended, would take
 * minutes.
 * @returns a function that ends it, and resolves when nothing is under way
 */
export function shortenRecovery(
  pool: pg.Pool,
  { bytes, milliseconds }: RecoveryLimits = RECOVERY,
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let working = Promise.resolve()

  function plan() {
    timer = setTimeout(() => {
      // What fails now, because the database is being opened again, is tried later.
      working = look()
        .catch(() => {})
        .then(() => stopped || plan())
        .then(() => {})
    }, milliseconds).unref()
  }
  async function look() {
    const { rows } = await pool.query(
      'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > $1::numeric as "isLong" from pg_control_checkpoint()',
      [bytes],
    )
    if (rows[0]?.isLong) await pool.query('checkpoint')
  }
  plan()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await working
  }
}
