import { promised, promisedKinds, silenceBands, silences, ways, writers } from './figures.ts';

const ofPromises = promisedKinds.flatMap((kind) => [
  [`${kind}:due`, `${promised[kind].name}: due`],
  [`${kind}:kept`, `${promised[kind].name}: in time`],
  [`${kind}:missed`, `${promised[kind].name}: late or not done`],
]);

/** Every figure that has a list behind it, and what the list is of. */
const lists: Readonly<Record<string, string>> = Object.fromEntries([
  ...ofPromises,
  ['reply:given', 'Replies that were due and have been given'],
  ['chase', 'Families who had to chase'],
  ['ring', 'Calls where nobody got through'],
  ['ring:soon', 'Spoken with in two working days after a missed call'],
  ['ring:late', 'Spoken with later after a missed call, or not yet'],
  ...Object.entries(ways).map(([way, name]) => [`came:${way}`, `Came in: ${name}`]),
  ['open', 'Open cases'],
  ...silenceBands.map((band) => [`heard:${band}`, `Heard from a person: ${silences[band].toLowerCase()}`]),
  ...Object.entries(writers).map(([who, name]) => [who, `${name} (open cases)`]),
  ['review:late', 'Yearly reviews late'],
  ['review:soon', 'Yearly reviews due in 13 weeks'],
  ['clause', 'Clauses late'],
  ['order', 'Orders late'],
  ['tray', 'Cases in the tray'],
  ['alone', 'Cases with no named officer'],
]);

/** What a figure's list is of; null for what is no figure. */
export const listOf = (figure: string): string | null => (Object.hasOwn(lists, figure) ? lists[figure]! : null);

/** What the day of each case in the list is. */
export function dayOf(figure: string): string {
  if (figure.startsWith('review')) return 'Review due on';
  if (figure === 'tray') return 'In the tray since';
  if (figure === 'alone') return 'Request came on';
  if (countsCases(figure)) return 'Last heard from a person';
  return /^(chase|came|ring)/.test(figure) ? 'First on' : 'Due on, the first';
}

/** These count cases as they stand; of every other figure one case can be in it more than once. */
export const countsCases = (figure: string): boolean => /^(open|heard|wrote|silent|review|tray|alone)/.test(figure);

/**
 * MON9: what is said of the cases of a figure that somebody may not list. Of a figure that counts cases and is shown, the
 * rest of it, and not exactly under five; of every other nothing that could be added up.
 */
export function othersSaid(figure: string, shown: number | null, listed: number): string {
  if (!countsCases(figure) || shown === null) return 'There may be others, which you may not list.';
  const others = shown - listed;
  if (others <= 0) return 'These are all of them.';
  return others < 5
    ? 'There are a few others, which you may not list.'
    : `There are ${others} others, which you may not list.`;
}
