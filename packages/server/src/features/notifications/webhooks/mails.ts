import { bilingualMail, type Mail } from '../../../platform/mail.ts'

/** Tells an administrator that a webhook was switched off. */
export function switchedOffMail(to: string, host: string, page: string): Mail {
  return bilingualMail(
    to,
    { nl: `Webhook naar ${host} staat uit`, en: `Webhook to ${host} is switched off` },
    {
      nl: `De webhook van uw organisatie naar ${host} ontvangt geen berichten meer. Daarom hebben we hem uitgezet.\n\nOp deze pagina ziet u wat er misging. Daar kunt u hem ook weer aanzetten, en berichten opnieuw sturen:\n\n${page}`,
      en: `The webhook of your organisation to ${host} takes no messages any more. So we switched it off.\n\nOn this page you see what went wrong. You can switch it on again there, and send messages again:\n\n${page}`,
    },
  )
}
