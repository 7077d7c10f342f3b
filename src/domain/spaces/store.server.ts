import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { sideOf, type Role, type Side } from '#domain/access/standing.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import { document } from '#realtime/server/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { Place } from './place.server.ts';
import { Refused } from './refusal.ts';
import { point, space } from './schema.server.ts';
import type { DocumentKind } from './texts.ts';

export type SpaceRow = typeof space.$inferSelect;
export type PointRow = typeof point.$inferSelect;

export type Documents = Record<DocumentKind, string>;

const inScope = (table: typeof space | typeof point, scope: CaseScope) =>
  and(eq(table.councilId, scope.councilId), eq(table.caseFileId, scope.caseFileId));

const inPlace = (tx: Tx, scope: CaseScope, { kind, appealId }: Place) =>
  tx
    .select()
    .from(space)
    .where(
      and(
        inScope(space, scope),
        eq(space.kind, kind),
        appealId === null ? isNull(space.appealId) : eq(space.appealId, appealId),
      ),
    )
    .orderBy(desc(space.openedAt))
    .limit(1);

/** The newest space of that place on the case file, open or closed; null before anyone opened one. */
export async function findSpace(tx: Tx, scope: CaseScope, place: Place): Promise<SpaceRow | null> {
  const [found] = await inPlace(tx, scope, place);
  return found ?? null;
}

/** The open space, held against being closed until the transaction ends. Throws `closed` or `not-found`. */
export async function holdSpace(
  tx: Tx,
  scope: CaseScope,
  place: Place,
  strength: 'share' | 'update' = 'share',
): Promise<SpaceRow> {
  const [found] = await inPlace(tx, scope, place).for(strength);
  if (!found) throw new Refused('not-found');
  if (found.closedAt) throw new Refused('closed');
  return found;
}

/** One point of the space, held so that two people act on it one after the other. Throws `not-found`. */
export async function holdPoint(tx: Tx, scope: CaseScope, spaceId: string, pointId: string): Promise<PointRow> {
  const here = and(inScope(point, scope), eq(point.spaceId, spaceId), eq(point.pointId, pointId));
  const [found] = await tx.select().from(point).where(here).for('update');
  if (!found) throw new Refused('not-found');
  return found;
}

/** The three documents of a space by kind. */
export async function documentsOf(tx: Tx, scope: CaseScope, spaceId: string): Promise<Documents> {
  const rows = await tx
    .select({ kind: document.kind, documentId: document.documentId })
    .from(document)
    .where(
      and(
        eq(document.councilId, scope.councilId),
        eq(document.caseFileId, scope.caseFileId),
        eq(document.subjectId, spaceId),
      ),
    );
  return Object.fromEntries(rows.map((row) => [row.kind, row.documentId])) as Documents;
}

/** The row of one space, for changing it. */
export const inSpace = (scope: CaseScope, spaceId: string) => and(inScope(space, scope), eq(space.spaceId, spaceId));

/** Somebody on the case now, as the others see them. */
export interface SomeoneHere {
  personId: string;
  /** What they asked to be called, or their full name. */
  name: string;
  role: Role;
  side: Side;
}

/** Everybody whose place on this case has not ended, in the order they came. */
export async function peopleOn(tx: Tx, scope: CaseScope): Promise<SomeoneHere[]> {
  const rows = await tx
    .select({
      personId: person.personId,
      role: standing.role,
      called: person.calledName,
      full: person.fullName,
      kind: person.kind,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        eq(standing.councilId, scope.councilId),
        eq(standing.caseFileId, scope.caseFileId),
        isNull(standing.endedAt),
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
      ),
    )
    .orderBy(standing.startedAt);
  return rows.map(({ personId, role, called, full, kind }) => ({
    personId,
    name: kind === 'staff' ? full : (called ?? full),
    role,
    side: sideOf[role],
  }));
}
