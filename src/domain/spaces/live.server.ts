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
import { inTransaction } from '#server/db.ts';
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

/** A document of a space, whether its space is closed, and its points by whether they are agreed. */
const read = (scope: CaseScope, documentId: string) =>
  underScope(scope, async (tx) => {
    const own = { councilId: scope.councilId, caseFileId: scope.caseFileId };
    const [found] = await tx
      .select({ kind: document.kind, spaceId: space.spaceId, closedAt: space.closedAt })
      .from(document)
      .innerJoin(
        space,
        and(
          eq(space.councilId, document.councilId),
          eq(space.caseFileId, document.caseFileId),
          eq(space.spaceId, document.subjectId),
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
    return { kind: found.kind as DocumentKind, closed: found.closedAt !== null, points };
  });

/** Which documents of a space a person may open: all read all three; each side writes its own, and everyone who may write the shared one. */
export const spaceDocuments: DocumentAccess = {
  async open(person, documentId) {
    const caseFileId = await caseOf(person, documentId);
    if (!caseFileId) return { because: 'unknown' };
    const scope = await authorise(person, caseFileId, 'space:see');
    if (isRefusal(scope)) return { because: reasonFor(scope.because) };
    const found = await read(scope, documentId);
    if (!found) return { because: 'unknown' };
    const { kind, closed, points } = found;
    if (!closed)
      await ensureTexts(
        scope,
        documentId,
        kind,
        points.map(({ pointId }) => pointId),
      );
    const theirs = kind === 'shared' || kind === scope.side;
    const locked = points.filter(({ agreed }) => agreed).map(({ pointId }) => pointId);
    return { scope, canWrite: theirs && !closed && mayAlso(scope, 'space:write'), locked };
  },
  async enter(person, caseFileId, spaceId) {
    const scope = await authorise(person, caseFileId, 'space:see');
    if (isRefusal(scope)) return { because: reasonFor(scope.because) };
    const found = await underScope(scope, (tx) => tx.select().from(space).where(inSpace(scope, spaceId)));
    return found.length ? { scope } : { because: 'unknown' };
  },
};
