import { and, eq, isNull, lte, gte, or, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { AccessEnded, recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { isId } from '#server/ids.ts';
import { queueMessage } from '#server/outbox.ts';
import { person, standing } from '../schema.server.ts';
import { cover } from './cover-schema.server.ts';
import { faultInCover, type CoverAsked } from './cover.ts';
import { colleague, mayArrangeFor } from './members.server.ts';
import { spreadCover } from './spread.server.ts';

/**
 * Arranges cover, from today or for later, for oneself or as who leads the team or the service (COV2). What begins today
 * has begun when this returns. Throws `AccessEnded` when the person does not arrange for whoever is away.
 */
export async function arrangeCover(
  tx: Tx,
  scope: Scope,
  asked: CoverAsked,
  today: CalendarDate,
): Promise<Refused | { coverId: string; given: number }> {
  if (!(await mayArrangeFor(tx, asked.awayId))) throw new AccessEnded();
  const fault = faultInCover(asked, today) ?? (await faultOfOthers(tx, scope, asked));
  if (fault) return fault;
  const [made] = await tx
    .insert(cover)
    .values({ councilId: scope.councilId, ...asked, by: scope.personId })
    .returning({ coverId: cover.coverId });
  const { coverId } = made!;
  await recordFor(tx, scope, { action: 'cover.arranged', target: coverId, detail: { ...asked } });
  const given = await spreadCover(tx, today);
  await tellWhoCovers(tx, scope, asked);
  return { coverId, given };
}

/** Nobody is covered twice on one day, nor by somebody who is away themselves. One arrangement at a time for a council. */
async function faultOfOthers(
  tx: Tx,
  scope: Scope,
  { awayId, coveredBy, fromOn, toOn }: CoverAsked,
): Promise<Refused | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${scope.councilId}, 17))`);
  const covering = await colleague(tx, scope, coveredBy);
  if (!covering) return refuse('coveredBy', 'Choose who covers');
  const sameDays = and(isNull(cover.endedAt), lte(cover.fromOn, toOn), gte(cover.toOn, fromOn));
  const clashes = await tx
    .select({ awayId: cover.awayId, coveredBy: cover.coveredBy })
    .from(cover)
    .where(
      and(
        ...[eq(cover.councilId, scope.councilId), sameDays],
        or(eq(cover.awayId, awayId), eq(cover.awayId, coveredBy), eq(cover.coveredBy, awayId)),
      ),
    );
  if (clashes.some((one) => one.awayId === awayId))
    return refuse('fromOn', 'Somebody covers some of these days already. End that cover first');
  if (clashes.some((one) => one.awayId === coveredBy))
    return refuse('coveredBy', `${covering.name} is away on some of these days`);
  return clashes.length > 0
    ? refuse('fromOn', 'They cover for somebody else on some of these days. Arrange that first')
    : null;
}

async function tellWhoCovers(tx: Tx, { councilId, personId }: Scope, asked: CoverAsked): Promise<void> {
  const who = { councilId, personId } as Scope;
  const away = await colleague(tx, who, asked.awayId);
  const [to] = await tx
    .select({ email: person.email })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, asked.coveredBy)));
  if (!to?.email || !away) return;
  await queueMessage(tx, {
    ...{ councilId, channel: 'email', to: to.email, subject: 'You cover for a colleague' },
    body: `You cover for ${away.name} from ${inWords(asked.fromOn)} to ${inWords(asked.toOn)}. Their cases are on your list on those days, with what was promised on them.`,
  });
}

/** Ends cover before its last day: whoever covered has no place on those cases from this moment. Null when there is none to end. */
export async function endCover(tx: Tx, scope: Scope, coverId: string): Promise<null | { ended: number }> {
  if (!isId(coverId)) return null;
  const { councilId, personId } = scope;
  const [over] = await tx
    .update(cover)
    .set({ endedAt: sql`now()`, endedBy: personId })
    .where(and(eq(cover.councilId, councilId), eq(cover.coverId, coverId), isNull(cover.endedAt)))
    .returning({ awayId: cover.awayId });
  if (!over) return null;
  const places = await tx
    .update(standing)
    .set({ endedAt: sql`now()`, epoch: sql`${standing.epoch} + 1`, reason: 'Their colleague is back' })
    .where(and(eq(standing.councilId, councilId), eq(standing.coverId, coverId), isNull(standing.endedAt)))
    .returning({ standingId: standing.standingId, caseFileId: standing.caseFileId });
  for (const { caseFileId, standingId: target } of places)
    await record(tx, { councilId, caseFileId, actorId: personId, action: 'cover.ended', target });
  await recordFor(tx, scope, { action: 'cover.ended', target: coverId, detail: { awayId: over.awayId } });
  return { ended: places.length };
}
