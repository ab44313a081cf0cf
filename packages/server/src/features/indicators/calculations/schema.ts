import { Type } from 'typebox'
import { AreaCode } from '../../areas/index.ts'

export const IndicatorKey = Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) })

export const OfArea = Type.Object({ area: AreaCode })
