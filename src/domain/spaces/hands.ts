import type { Side } from '#domain/access/standing.ts';

/** A raised hand. `turnsWaited`: how many professionals were called since it went up. */
export interface Hand {
  personId: string;
  side: Side;
  raisedAtMs: number;
  turnsWaited: number;
}

/** Nobody in the family waits while more than this many professionals speak. */
export const MOST_TURNS_BEFORE_FAMILY = 2;

/**
 * Who speaks next, and after. SP8: the order hands went up is kept, except that a family hand is never below a
 * professional's for more than two turns; turns it has already waited count.
 */
export function speakingOrder<H extends Hand>(hands: readonly H[]): H[] {
  const byTime = [...hands].sort((a, b) => a.raisedAtMs - b.raisedAtMs);
  const family = byTime.filter((hand) => hand.side === 'family');
  const professionals = byTime.filter((hand) => hand.side !== 'family');
  const order: H[] = [];
  let professionalTurns = 0;
  for (;;) {
    const [relative, professional] = [family[0], professionals[0]];
    if (!relative) return [...order, ...professionals];
    const waitedLongEnough = relative.turnsWaited + professionalTurns >= MOST_TURNS_BEFORE_FAMILY;
    if (!professional || waitedLongEnough || relative.raisedAtMs <= professional.raisedAtMs)
      order.push(family.shift()!);
    else {
      order.push(professionals.shift()!);
      professionalTurns += 1;
    }
  }
}
