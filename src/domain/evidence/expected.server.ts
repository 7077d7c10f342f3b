import type { CalendarDate } from '#domain/calendar/date.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { adviceAskedBy, adviceDueOn, expectedFor } from './expected.ts';
import { checkRow } from './schema.server.ts';

/**
 * Puts the papers the law expects on a new case file's list, each with the day it is due. Call once, when the
 * case file is made, in its transaction. Returns how many rows there are.
 */
export async function expectPapers(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  of: { requestReceivedOn: CalendarDate; childBornOn: CalendarDate },
): Promise<number> {
  const { councilId, caseFileId } = scope;
  const dueOn = adviceDueOn(adviceAskedBy(of.requestReceivedOn));
  const rows = expectedFor(of.childBornOn, of.requestReceivedOn).map(({ kind, title, who }, index) => ({
    councilId,
    caseFileId,
    kind,
    title,
    who,
    dueOn: kind === 'family' ? null : dueOn,
    addedSide: 'neutral' as const,
    position: index + 1,
  }));
  await tx.insert(checkRow).values(rows);
  return rows.length;
}
