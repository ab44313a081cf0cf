import { KNOWN_MAPPINGS } from '@samenspel/standards/tabular'

const rivm = KNOWN_MAPPINGS['rivm-samen-meten']

/** Properties of which RIVM gives the value as measured and a calibrated one. */
const TWICE = new Set(['pm25', 'pm10'])

/**
 * The ready mapping of RIVM, in which values as measured are a property of their own. An indicator of `pm25` then rests on the
 * calibrated values only, instead of on both.
 */
export const CALIBRATED_MAPPING = {
  ...rivm,
  name: 'rivm-samen-meten-calibrated',
  values:
    rivm.values.shape === 'wide'
      ? {
          ...rivm.values,
          columns: rivm.values.columns.map((column) =>
            TWICE.has(column.column) ? { ...column, property: `${column.property}-uncalibrated` } : column,
          ),
        }
      : rivm.values,
}
