import { describe, expect, test } from 'vitest'
import { findCause, findClaimKind, saysEverywhere, saysNoDifference } from './index.ts'

describe('what a conclusion claims', () => {
  test.each([
    ['Fijnstof is in vier jaar gestegen.', 'rises'],
    ['Het wordt steeds warmer in het centrum.', 'rises'],
    ['Fijnstof nam af, overal.', 'falls'],
    ['Fijnstof is niet aantoonbaar gestegen.', 'steady'],
    ['Er is geen daling te zien.', 'steady'],
    ['In Zuid is het warmer dan in Noord.', 'higher'],
    ['In Zuid zit er minder fijnstof in de lucht dan in Noord.', 'lower'],
    ['De stad voldoet aan de norm.', 'below'],
    ['Het gemiddelde ligt boven de advieswaarde.', 'above'],
    ['PM2.5 has not measurably changed since 2020.', 'steady'],
    ['It got warmer, and drier.', 'rises'],
    ['The air is cleaner here than elsewhere.', 'lower'],
    ['Bij het station is de lucht droger dan in de polder.', 'lower'],
    ['De bodem is droger geworden.', 'falls'],
    ['It became drier.', 'falls'],
    ['NO2 exceeds the limit.', 'above'],
    ['De norm wordt nergens overschreden.', undefined],
    ['De norm is niet overschreden in Zuid.', undefined],
    ['It does not exceed the limit.', undefined],
    ['Het is hier niet warmer dan elders.', undefined],
    ['Het stijgt niet.', undefined],
    ["It isn't warmer than elsewhere.", undefined],
    ['In meer dan 3 wijken is het schoner dan in Noord.', 'lower'],
    ['Op meer dan 12 dagen werd gemeten.', undefined],
    ['Er is niet overal gemeten. In Zuid is het warmer dan in Noord.', 'higher'],
    ['Wij hebben hier gemeten.', undefined],
    ['Tarieven en Aristoteles', undefined],
  ] as const)('%s', (text, kind) => {
    expect(findClaimKind(text)?.kind).toBe(kind)
  })

  test.each([
    ['In Zuid is het warmer.', 'higher'],
    ['Het centrum is duidelijk 2 graden warmer.', 'higher'],
    ['Fijnstof ligt in Zuid hoger, en dat zagen we al.', 'higher'],
    ['De Kade is kouder.', 'lower'],
    ['In Zuid is het droger.', 'lower'],
    ['Het water staat niet overal gelijk. Langs de vaart is het lager.', 'lower'],
    ['Viezer in Buurt 1.', 'higher'],
    ['Wij zien dat het in Zuid schoner is.', 'lower'],
    ['Onder bomen is het koeler door de schaduw.', 'lower'],
    ['Fijnstof is sinds 2020 hoger.', 'rises'],
    ['It is warmer in the centre.', 'higher'],
    ['The harbour is noisier.', 'higher'],
    ['Levels were lower near the park, and stayed there.', 'lower'],
    ['Cleaner at the canal.', 'lower'],
    ['Levels are lower since the works.', 'falls'],
    ['In Zuid is het warmer in de wijk dan in Noord.', 'higher'],
  ] as const)('without ‘dan’: %s', (text, kind) => {
    expect(findClaimKind(text)?.kind).toBe(kind)
  })

  test.each([
    'Is het in Zuid warmer?',
    'In november is niet te zien dat het fijnstof stijgt of daalt.',
    'Er is geen bewijs dat het fijnstof in Zuid in deze tijd is gedaald.',
    'Wij vonden geen aanwijzingen, dat het er warmer is geworden.',
    'Er is hier nog geen enkel duidelijk bewijs gevonden dat de waarde stijgt.',
    'Het is onduidelijk of de waarde toeneemt.',
    'There is no evidence that levels in the centre have fallen.',
    'It cannot be seen whether it rose.',
    'Als het warmer is, meten we vaker.',
    'Wij onderzochten of het in Zuid warmer is.',
    'Hoe warmer, hoe droger.',
    'Het is niet warmer in Zuid.',
    'In Zuid is het misschien warmer.',
    'In Zuid kan het warmer zijn.',
    'Bewoners zeggen dat het in Zuid warmer is.',
    'In de zomer is het warmer.',
    'Overdag is het drukker op straat.',
    'Het is een warmer gebied.',
    'Hij volgt hoger onderwijs.',
    'Dat is hoger onderwijs.',
    'De onzekerheid is hier hoger.',
    'Het aantal metingen is lager.',
    'Er is meer nodig.',
    'Wij zijn er niet meer.',
    'Het was minder.',
    'Warmer weer verwachten wij niet.',
    'De hogere waarden zijn weggelaten.',
    'Is it warmer in the centre?',
    'We asked whether the harbour is noisier.',
    'If it is warmer, we measure more often.',
    'It is warmer at night.',
    'It might be cooler here.',
    'Neighbours say it is louder.',
    'The uncertainty is higher here.',
    'It is a cooler place.',
    "It isn't colder here.",
    'The lower part of the town was measured.',
    'There is more.',
  ])('none without ‘dan’ in: %s', (text) => {
    expect(findClaimKind(text)).toBeUndefined()
  })

  test.each([
    ['Gemiddeld is het minder dan 22,5 microgram.', { kind: 'below', line: 22.5 }],
    ['It is above 40 on most days.', { kind: 'above', line: 40 }],
  ] as const)('with a number: %s', (text, found) => {
    expect(findClaimKind(text)).toEqual(found)
  })

  test.each([
    ['In de hele stad daalt het.', true],
    ['Alle buurten zijn schoner geworden.', true],
    ['The whole town is cleaner.', true],
    ['In het centrum daalt het.', false],
  ])('whether it is of all places: %s', (text, is) => {
    expect(saysEverywhere(text)).toBe(is)
  })
})

describe('words of cause', () => {
  test.each([
    ['Dankzij de nieuwe bomen is het koeler', 'dankzij'],
    ['Het is koeler door de nieuwe bomen', 'door de'],
    ['Het fijnstof is door ons stookbeleid sterk gedaald', 'door ons'],
    ['Door meer bomen is het koeler', 'door meer'],
    ['Het daalde door minder verkeer', 'door minder'],
    ['Door hun warmtepompen wordt de lucht schoner', 'door hun'],
    ['It fell because of the new trees', 'because of'],
    ['De milieuzone werkt.', 'werkt'],
    ['De maatregel heeft geholpen.', 'heeft geholpen'],
    ['De vergroening is een succes.', 'een succes'],
    ['Het asfalt verhit de buurt.', 'verhit'],
    ['Het daalde. Dat komt door de milieuzone.', 'komt door'],
    ['Het asfalt maakt het Weverskwartier warmer', 'maakt het weverskwartier warmer'],
    ['De warmte komt van de stenen', 'warmte komt van'],
    ['Vergroening verklaart het verschil van twee graden', 'verklaart'],
    ['Meer groen levert twee graden verkoeling op', 'levert twee graden verkoeling op'],
    ['Door toedoen van de gemeente is de lucht schoner geworden', 'door toedoen van'],
    ['De bestrating jaagt de temperatuur omhoog', 'jaagt de temperatuur omhoog'],
    ['Stenen zijn de boosdoener', 'boosdoener'],
    ['The asphalt makes this street hotter', 'makes this street hotter'],
  ])('%s', (text, word) => {
    expect(findCause(text)).toBe(word)
  })

  test.each([
    'Fijnstof daalde sinds 2020',
    'The doorway is cooler',
    'Door de jaren heen wordt het warmer.',
    'Door de week is het drukker dan in het weekend.',
    'Gemeten door de bewoners van de Dorpsstraat.',
    'Geteld door ons, op woensdag.',
    'Gemeten door meer dan twintig bewoners.',
    'Of dat door de milieuzone komt, weten we niet.',
    'Dat het verschil door de bestrating komt, volgt hier niet uit.',
    'Misschien komt dat door de bomen.',
    'We weten niet of dat door de stenen komt.',
    'We kunnen niet zeggen dat het door de stenen komt.',
    'De cijfers komen van de sensoren van bewoners.',
    'Dit verklaart niet waarom het daar warmer is.',
    'Waarom het warmer werd, maakt deze grafiek niet duidelijk.',
    'De sensoren werken goed, en we wandelen door de wijk heen.',
    'Heeft de maatregel geholpen?',
    'We do not know whether that is because of the trees.',
  ])('none in: %s', (text) => {
    expect(findCause(text)).toBeUndefined()
  })

  test('what one sentence leaves open, another cannot claim', () => {
    expect(findCause('Waarom weten we niet. Het is dankzij ons.')).toBe('dankzij')
  })
})

test.each([
  ['Er is geen verschil tussen Noord en Zuid.', true],
  ['Wij zagen geen duidelijke verschillen.', true],
  ['De buurten verschillen niet.', true],
  ['In Zuid is het even warm als in Noord.', true],
  ['There is no measurable difference.', true],
  ['Both are as warm as the park.', true],
  ['Het verschil is groot.', false],
  ['Even later was het warm.', false],
  ['De meters zijn verschillend.', false],
])('says that places do not differ: %s', (text, says) => {
  expect(saysNoDifference(text)).toBe(says)
})
