import { database } from './db.ts';
import { faultFields, log } from './log.ts';

/**
 * Something that is done again and again for every council: what is due is found in the rows, so a stop in the middle
 * loses nothing and doing it twice does no harm. Returns how many it did.
 */
export interface Round {
  /** As "noun.verb", for the log. */
  readonly name: string;
  readonly everyMs: number;
  go(councilId: string): Promise<number>;
}

/** Does every round at its own pace. Only one node at a time does a given one. The returned function stops, after what is under way. */
export function startRounds(rounds: readonly Round[]): () => Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const timers = rounds.map((round) =>
    setInterval(() => {
      const going = doRound(round)
        .catch((fault: unknown) => log.error('round.failed', { ...faultFields(fault), target: round.name }))
        .finally(() => underWay.delete(going));
      underWay.add(going);
    }, round.everyMs).unref(),
  );
  return async () => {
    timers.forEach(clearInterval);
    await Promise.all(underWay);
  };
}

/** Does one round for every council, unless another node is at it. Returns how many it did, or null when another is. */
export async function doRound({ name, go }: Round): Promise<number | null> {
  const { engine, orm } = database();
  return engine.begin(async (sql) => {
    const [lock] = await sql`select pg_try_advisory_xact_lock(hashtextextended(${`round:${name}`}, 11)) as ours`;
    if (!lock?.ours) return null;
    const councils = await orm.execute<{ council_id: string }>('select council_id from council');
    let did = 0;
    for (const { council_id: councilId } of councils) did += await go(councilId);
    if (did > 0) log.info('round.done', { target: name, count: did });
    return did;
  });
}
