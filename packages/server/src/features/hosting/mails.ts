import type { Bilingual } from '../../platform/errors.ts'
import { bilingualMail, type Mail } from '../../platform/mail.ts'

/** Offers a sensor to somebody. */
export function handoverMail(
  to: string,
  { from, title, days }: { from: string; title: Bilingual; days: number },
  url: string,
): Mail {
  return bilingualMail(
    to,
    { nl: `${from} biedt u een meter aan`, en: `${from} offers you a sensor` },
    {
      nl: `${from} biedt u een meter aan: ${title.nl}. Wilt u hem overnemen? Open dan binnen ${days} dagen deze link en log in:\n\n${url}\n\nU kiest zelf waar de meter komt en wie wat ziet. De metingen van voor die tijd worden niet van u. Wilt u dit niet? Dan hoeft u niets te doen.`,
      en: `${from} offers you a sensor: ${title.en}. Do you want to take it over? Then open this link within ${days} days and sign in:\n\n${url}\n\nYou choose where the sensor is and who sees what. What was measured before does not become yours. Do you not want this? Then there is nothing you need to do.`,
    },
  )
}
