import type { Tx } from '#server/db.ts';
import type { TagWords } from '../tag-words.server.ts';
import { candidatesFor } from './candidates.server.ts';
import { bestFirst, score, type AppealFacts, type Said, type Scored } from './score.ts';

export interface Matched extends Scored {
  slug: string;
  year: number;
}

/**
 * Decided cases that may bear on an appeal, the best first. `said` is what this council's officers said of a decided case
 * in other appeals; one in `also` is scored even when nothing else finds it.
 */
export async function matchedCases(
  tx: Tx,
  facts: AppealFacts,
  names: TagWords,
  said: ReadonlyMap<string, Said>,
  also: readonly string[] = [],
): Promise<Matched[]> {
  const { candidates, heard } = await candidatesFor(tx, facts, [...also, ...said.keys()]);
  return candidates
    .map((one) => ({ slug: one.slug, year: one.year, ...score(facts, one, heard, said.get(one.slug), names) }))
    .sort(bestFirst);
}
