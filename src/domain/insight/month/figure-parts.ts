import { promisedKinds, silenceBands, ways, writers, type Writer } from './figures.ts';
import { COUNCIL, countOf, wholeOf, type Tally } from './tally.ts';

/** How many a name of the page stands for, of a team or of `COUNCIL`. */
export type Value = (figure: string, of: string) => number;

export const everyWay = Object.keys(ways);
export const everyWriter = Object.keys(writers) as Writer[];

const keptAndMissed = (what: string): string[] => [`${what}:kept`, `${what}:missed`];
const heardBy = (who: string): string[] => silenceBands.map((band) => `heard:${who}:${band}`);

/** Names of the page that stand for other figures of the tally, which are added up for them. */
const added: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(promisedKinds.map((kind) => [`${kind}:due`, keptAndMissed(kind)])),
  ...Object.fromEntries(everyWay.map((way) => [`way:${way}`, keptAndMissed(`way:${way}`)])),
  came: everyWay.map((way) => `came:${way}`),
  ring: ['ring:soon', 'ring:late'],
  open: everyWriter.flatMap(heardBy),
  ...Object.fromEntries(
    silenceBands.map((band) => [`heard:${band}`, everyWriter.map((who) => `heard:${who}:${band}`)]),
  ),
  ...Object.fromEntries(
    ['soon', 'late'].map((how) => [`review:${how}`, everyWriter.map((who) => `review:${who}:${how}`)]),
  ),
  ...Object.fromEntries(
    everyWriter.flatMap((who) => [
      [who, heardBy(who)],
      [`${who}:late`, [`review:${who}:late`]],
      ...silenceBands.map((band) => [`${who}:${band}`, [`heard:${who}:${band}`]]),
    ]),
  ),
};

/** What each name of the page counts: the tally's own figures, and what is added up of them. */
export function valueIn(tally: Tally): Value {
  const answers = [...new Set([...tally.values()].flatMap((team) => [...team.keys()]))].filter((figure) =>
    figure.startsWith('answer:'),
  );
  const counted: Value = (figure, of) => (of === COUNCIL ? wholeOf(tally, figure) : countOf(tally, of, figure));
  return (figure, of) => {
    const parts = figure === 'reply:given' ? answers : (added[figure] ?? [figure]);
    return parts.reduce((sum, part) => sum + counted(part, of), 0);
  };
}
