import { SENSOR_CHOICES, type SensorChoice } from '../../../platform/personal-data.ts'

/** Header with which the choice goes along to better-auth, which knows nothing of it. Only this program sets it. */
const HEADER = 'x-samenspel-sensors'

/** The choice of who deletes an account, for the request to better-auth. */
export function writeSensorChoice(choice: SensorChoice | undefined): Record<string, string> {
  return choice === undefined ? {} : { [HEADER]: choice }
}

/** What someone chose; without a choice nothing is left. */
export function readSensorChoice(request: Request | undefined): SensorChoice {
  const asked = request?.headers.get(HEADER)
  return SENSOR_CHOICES.find((choice) => choice === asked) ?? 'remove'
}
