import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { familySees, knowsBefore } from './family-sees.server.ts';
import { decidedOn, type Decided } from './telling.server.ts';
import { usedInWords, type Used } from './used-by-board.ts';

/**
 * What the Board used of each paper for the reasons of its decisions, by the paper's id, the newest decision first (TELL13).
 * Whoever reads for the Board learns it at once, everybody else once the decision is out, and a family member once they
 * have chosen to read it.
 */
export async function usedByBoard(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<Map<string, string[]>> {
  if (!mayAlso(scope, 'decision:see')) return new Map();
  const decided = await decidedOn(tx, scope);
  const early = knowsBefore(scope) && mayAlso(scope, 'desk:see');
  const mayKnow = decided.filter(({ release }) => early || release !== null);
  if (mayKnow.length === 0 || !(await hasRead(tx, scope, today))) return new Map();
  const used = new Map<string, string[]>();
  for (const { decision, release } of mayKnow)
    for (const [evidenceItemId, one] of usedIn(decision, release !== null))
      used.set(evidenceItemId, [...(used.get(evidenceItemId) ?? []), usedInWords(one)]);
  return used;
}

/** Nobody of the family meets the decision on a paper before they chose to meet it on its own page. */
async function hasRead(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<boolean> {
  if (knowsBefore(scope)) return true;
  const sees = await familySees(tx, scope, today);
  return sees.state === 'told' && (sees.openedAt !== null || !mayAlso(scope, 'plan:write'));
}

function usedIn({ record, decidedAt }: Decided, isOut: boolean): Map<string, Used> {
  const used = new Map<string, Used>();
  for (const { pages } of record.reasons) {
    const here = Map.groupBy(pages, ({ evidenceItemId }) => evidenceItemId);
    for (const [evidenceItemId, its] of here) {
      const one = used.get(evidenceItemId) ?? { pages: [], reasons: 0, on: dateOf(decidedAt), isOut };
      one.pages.push(...its.map(({ page }) => page));
      one.reasons += 1;
      used.set(evidenceItemId, one);
    }
  }
  return used;
}
