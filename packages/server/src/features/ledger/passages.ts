/** What can be personal data in a text that was published. */

/** Words of which a text is made, and those with which is told who was for what: these name nobody. */
const COMMON = new Set(
  `aan al als alle bij daar dan dat de deze die dit door dus een en er geen had heeft het hij ik in is ja jullie kan maar mag meer met mij minder
  moet na naar nee niet nog nu of om omdat onder ons ook op over te ten toch tot uit van veel voor waar want was wat wel werd wie wij wordt zal ze zich
  zij zijn zo zonder zou against all an and are as at be but by for from has have he i if in is it may must no not of on or our she shall so that the
  their they this to was we were will with without yes you
  eens oneens onthouding onthoudingen onthouden akkoord besloten besluit besluiten meerderheid raadsleden leden fractie fracties stem stemmen tegen
  tegenstemmen voorstemmen vote votes abstain abstained abstentions
  nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig
  veertig vijftig zestig zeventig tachtig negentig honderd one two three four five six seven eight nine ten
  bedrag cent duizend euro euros eur miljard miljoen procent percent per jaar maand week dag keer billion million thousand year month day times`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** The most words of a passage: a name with an address has fewer; a sentence is what was said. */
const MOST_WORDS = 12

/**
 * Whether a passage can be personal data. What was decided stays readable: figures, amounts, votes, words of which every text is made and more
 * than twelve words at once are none. Whether words are a name no machine can tell: a person judges that, and everyone sees how much was taken out.
 */
export function judgePassage(passage: string): boolean {
  const words = passage.split(/[^\p{L}\p{N}\p{M}@.]+/u).filter((word) => word !== '')
  const ofNobody = (word: string) =>
    !/\p{L}/u.test(word) || COMMON.has(word.toLowerCase().replaceAll('.', ''))
  return words.length <= MOST_WORDS && !words.every(ofNobody)
}
