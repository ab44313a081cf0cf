import { bilingualMail, type Mail } from '../../../../platform/mail.ts'
import { STATE_TEXTS, type State } from './rules.ts'

/** A thing that is not well, with what is wrong per datastream. */
export type UnwellThing = {
  thingId: number
  name: string
  datastreams: { title: string; states: State[] }[]
}

/** Asks whether someone wants messages about a thing. */
export function confirmationMail(to: string, thing: { name: string }, url: string): Mail {
  return bilingualMail(
    to,
    { nl: `Berichten over ${thing.name}?`, en: `Messages about ${thing.name}?` },
    {
      nl: `U krijgt een bericht als ${thing.name} stopt of vreemde waarden meet, als u dat wilt. Open dan deze link en klik op de knop:\n\n${url}\n\nWilt u dat niet, of weet u niet waar dit over gaat? Dan hoeft u niets te doen. We vergeten uw adres na een week.`,
      en: `We send you a message when ${thing.name} stops or measures strange values, if you want that. Then open this link and press the button:\n\n${url}\n\nDo you not want that, or do you not know what this is about? Then there is nothing you need to do. We forget your address after a week.`,
    },
  )
}

/** Tells a host what is wrong with their things. */
export function alarmMail(
  to: string,
  things: readonly (UnwellThing & { page: string; stop: string })[],
): Mail {
  const names = things.length === 1 ? things[0]?.name : undefined
  const describe = (language: 'nl' | 'en') =>
    things
      .map(({ name, datastreams, page, stop }) => {
        const lines = datastreams.flatMap(({ title, states }) =>
          states.map((state) => `- ${title}: ${STATE_TEXTS[state][language]}.`),
        )
        const more = { nl: 'Bekijk het meetpunt', en: 'See the station' }[language]
        const end = { nl: 'Geen berichten meer', en: 'No more messages' }[language]
        return `${name}\n${lines.join('\n')}\n${more}: ${page}\n${end}: ${stop}`
      })
      .join('\n\n')
  return bilingualMail(
    to,
    {
      nl: names === undefined ? 'Uw meetpunten hebben aandacht nodig' : `${names} heeft aandacht nodig`,
      en: names === undefined ? 'Your stations need attention' : `${names} needs attention`,
    },
    {
      nl: `Er is iets aan de hand met wat u meet:\n\n${describe('nl')}\n\nStaat de sensor nog aan, en heeft hij stroom en bereik? Vaak helpt het om hem even uit en weer aan te zetten. U krijgt hooguit één bericht per dag.`,
      en: `Something is wrong with what you measure:\n\n${describe('en')}\n\nIs the sensor still on, with power and reception? Switching it off and on often helps. You get one message a day at most.`,
    },
  )
}
