/** The door of measurements. Other slices read its views `v_datastream`, `v_observation`, `v_hour` and `v_day`. */
export { createMeasurementsSlice } from './slice.ts'
