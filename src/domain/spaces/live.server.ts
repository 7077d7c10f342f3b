import { and, eq, isNotNull } from 'drizzle-orm';
import { isRefusal } from '#domain/access/decide.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { DocumentAccess } from '#realtime/server/deps.ts';
import { reasonFor } from '#realtime/server/gate.ts';
import { document } from '#realtime/server/schema.server.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { spaceNeeds, type SpaceKind } from './kinds.ts';
import { point, space } from './schema.server.ts';
import { inSpace } from './store.server.ts';
import type { DocumentKind } from './texts.ts';
import { ensureTexts } from './words.server.ts';

/** The case file a document is part of; null when the person's council has no such document that they may list. */
export async function caseOf(person: Person, documentId: string): Promise<string | null> {
  const [found] = await inTransaction(person, (tx) =>
    tx
      .select({ caseFileId: document.caseFileId })
      .from(document)
      .where(and(eq(document.councilId, person.councilId), eq(document.documentId, documentId))),
  );
  return found?.caseFileId ?? null;
}

/** A document of a space of that kind, whether its space is closed, and its points by whether they are agreed. */
const read = (scope: CaseScope, kind: SpaceKind, documentId: string) =>
  underScope(scope, async (tx) => {
    const own = { councilId: scope.councilId, caseFileId: scope.caseFileId };
    const [found] = await tx
      .select({ kind: document.kind, spaceId: space.spaceId, appealId: space.appealId, closedAt: space.closedAt })
      .from(document)
      .innerJoin(
        space,
        and(
          eq(space.councilId, document.councilId),
          eq(space.caseFileId, document.caseFileId),
          eq(space.spaceId, document.subjectId),
          eq(space.kind, kind),
        ),
      )
      .where(
        and(
          eq(document.councilId, own.councilId),
          eq(document.caseFileId, own.caseFileId),
          eq(document.documentId, documentId),
        ),
      );
    if (!found) return null;
    const points = await tx
      .select({ pointId: point.pointId, agreed: isNotNull(point.agreedProposalId) })
      .from(point)
      .where(
        and(eq(point.councilId, own.councilId), eq(point.caseFileId, own.caseFileId), eq(point.spaceId, found.spaceId)),
      );
    const { spaceId, appealId } = found;
    return { spaceId, appealId, kind: found.kind as DocumentKind, closed: found.closedAt !== null, points };
  });

/** A place somebody is let into, and whether its own rule lets their side write now. */
export interface LetIn {
  mayWrite: boolean;
}
/** What only the kind of place itself knows: who is let in, beyond the permission, and who may write. Null: as if it were not there. */
export type OwnRule = (tx: Tx, scope: CaseScope, appealId: string | null) => Promise<LetIn | null>;

/**
 * Which documents of one kind of space a person may open: all three to read; each side writes its own, and everyone who
 * may write the shared one.
 */
export const documentsIn = (spaceKind: SpaceKind, ownRule: OwnRule): DocumentAccess => ({
  async open(person, documentId) {
    const caseFileId = await caseOf(person, documentId);
    if (!caseFileId) return { because: 'unknown' };
    const scope = await authorise(person, caseFileId, spaceNeeds[spaceKind].see);
    if (isRefusal(scope)) return { because: reasonFor(scope.because) };
    const found = await read(scope, spaceKind, documentId);
    const letIn = found && (await underScope(scope, (tx) => ownRule(tx, scope, found.appealId)));
    if (!letIn) return { because: 'unknown' };
    const { kind, closed, points } = found;
    const pointIds = points.map(({ pointId }) => pointId);
    if (!closed) await ensureTexts(scope, documentId, kind, pointIds);
    const theirs = kind === 'shared' || kind === scope.side;
    const mayWrite = letIn.mayWrite && mayAlso(scope, spaceNeeds[spaceKind].write);
    const locked = points.filter(({ agreed }) => agreed).map(({ pointId }) => pointId);
    return { scope, canWrite: theirs && !closed && mayWrite, locked };
  },
  async enter(person, caseFileId, spaceId) {
    const scope = await authorise(person, caseFileId, spaceNeeds[spaceKind].see);
    if (isRefusal(scope)) return { because: reasonFor(scope.because) };
    const inside = await underScope(scope, async (tx) => {
      const here = and(inSpace(scope, spaceId), eq(space.kind, spaceKind));
      const [found] = await tx.select().from(space).where(here);
      return found ? ownRule(tx, scope, found.appealId) : null;
    });
    return inside ? { scope } : { because: 'unknown' };
  },
});

/** The check before the Board is for everybody on the case. */
export const spaceDocuments = documentsIn('pre_board_check', async () => ({ mayWrite: true }));
