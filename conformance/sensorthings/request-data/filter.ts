import { checkConditions } from '../conditions.ts'
import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, hourOf, withSeries } from '../series.ts'

export default requirement(
  'request-data/filter',
  '$filter keeps what the expression is true for: with text, numbers, truth values and times, also over links.',
  async (service) => {
    await withSeries(service, [21.5], async ({ Thing, Datastream, FeatureOfInterest }, observations) => {
      const id = async (address: string) => (await service.read(address))['@iot.id']
      const [thing, stream] = [await id(Thing), await id(Datastream)]
      await checkConditions(service, observations, [
        ['result lt 22.00', true],
        ['result lt 21', false],
        [`Datastream/id eq ${stream}`, true],
        [`Datastream/Thing/id eq ${thing}`, true],
        ["Datastream/Thing/name eq 'Conformance Thing'", true],
        ["Datastream/Thing/name eq 'another'", false],
        ["Datastream/Thing/properties/owner eq 'conformance'", true],
        ["Datastream/Thing/properties/owner eq 'nobody'", false],
        ["Datastream/Thing/properties/nothing eq 'nobody'", false],
        ["not (Datastream/Thing/properties/nothing eq 'nobody')", true],
        [`phenomenonTime eq ${hourOf(0)}`, true],
        [`phenomenonTime ge 2026-01-01T01:00:00+01:00`, true],
        [`phenomenonTime gt ${hourOf(0)}`, false],
        ['true eq true', true],
        ['validTime eq null', true],
      ])
      await checkConditions(service, `Things`, [
        [`id eq ${thing} and Datastreams/Observations/result eq 21.5`, true],
        [`id eq ${thing} and Datastreams/Observations/result eq 1`, false],
        [`id eq ${thing} and Datastreams/Observations/resultTime ge 2026-01-01T00:00:00Z`, true],
        [`id eq ${thing} and geo.distance(Locations/location, geography'POINT(5.1214 52.0907)') lt 1`, true],
      ])
      const feature = await id(FeatureOfInterest)
      const { status } = await service.send(
        'GET',
        ask('FeaturesOfInterest', { $filter: `id eq ${feature} and` }),
      )
      demand(status === 400, `An unfinished expression is answered with ${status}.`)
    })
  },
)
