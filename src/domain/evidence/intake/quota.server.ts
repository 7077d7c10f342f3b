import { and, eq, ne, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { paperLimits } from '../limits.ts';
import { inMegabytes } from './media.ts';
import { evidenceItem } from '../schema.server.ts';

const DAY_MS = 86_400_000;

/**
 * EV19: why there is no room for so many bytes more, in a sentence, or null. Counts what the case file holds, and what the
 * person added within a day on all case files together. Call with the papers of the case held still.
 */
export async function whyNoRoom(tx: Tx, scope: CaseScope, bytes: number): Promise<string | null> {
  const { councilId, caseFileId, personId } = scope;
  const { caseMaxBytes, personPerDayMaxBytes } = paperLimits;
  const [held] = await tx
    .select({ bytes: sql<number>`coalesce(sum(${evidenceItem.bytes}), 0)`.mapWith(Number) })
    .from(evidenceItem)
    .where(
      and(
        eq(evidenceItem.councilId, councilId),
        eq(evidenceItem.caseFileId, caseFileId),
        ne(evidenceItem.scan, 'infected'),
      ),
    );
  if (held!.bytes + bytes > caseMaxBytes)
    return `This case has no room for more papers. It holds ${inMegabytes(caseMaxBytes)} at most. Ask the case officer what to do.`;
  const since = new Date(now().getTime() - DAY_MS).toISOString();
  const [added] = await tx.execute<{ bytes: string }>(sql`select bytes_added_by(${personId}, ${since}) as bytes`);
  if (Number(added!.bytes) + bytes > personPerDayMaxBytes)
    return `You have added ${inMegabytes(personPerDayMaxBytes)} of papers within a day, and that is the most we take. Add the rest tomorrow.`;
  return null;
}
