import { and, eq } from 'drizzle-orm';
import { isRefusal } from '#domain/access/decide.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { caseOf } from '#domain/spaces/live.server.ts';
import type { DocumentAccess, Shown } from '#realtime/server/deps.ts';
import { reasonFor } from '#realtime/server/gate.ts';
import { document } from '#realtime/server/schema.server.ts';
import { mediationFor, type InMediation } from '../begin.server.ts';
import { clause } from '../clauses/clauses-schema.server.ts';
import { lockedClauses } from '../clauses/locked.server.ts';
import { comingAs } from '../mediation.ts';
import { ensureJointTexts } from './joint-document.server.ts';

/** People in a mediation are shown by the place they have in it: a case officer who supports a family is the family's. */
const shownAt = ({ place, party }: InMediation): Shown => ({
  side: place === 'lead' ? 'neutral' : place,
  roleInWords: place === 'lead' ? comingAs[party.comingAs] : null,
});

/** The mediation a document belongs to, as this person has a place in it, with what may be typed into. */
const read = (scope: CaseScope, documentId: string) =>
  underScope(scope, async (tx) => {
    const [found] = await tx
      .select({ mediationId: document.subjectId })
      .from(document)
      .where(
        and(
          eq(document.councilId, scope.councilId),
          eq(document.caseFileId, scope.caseFileId),
          eq(document.documentId, documentId),
          eq(document.class, 'joint'),
        ),
      );
    const inIt = found && (await mediationFor(tx, scope, found.mediationId));
    if (!inIt) return null;
    const clauses = await tx
      .select({ clauseId: clause.clauseId })
      .from(clause)
      .where(
        and(
          eq(clause.councilId, scope.councilId),
          eq(clause.caseFileId, scope.caseFileId),
          eq(clause.mediationId, found.mediationId),
        ),
      );
    const locked = await lockedClauses(tx, scope, found.mediationId);
    return { inIt, clauseIds: clauses.map(({ clauseId }) => clauseId), locked };
  });

/** SEAL1: everyone's room is for whoever has a place in the mediation now, and for nobody else on the case. */
export const mediationDocuments: DocumentAccess = {
  async open(person, documentId) {
    const caseFileId = await caseOf(person, documentId);
    if (!caseFileId) return { because: 'unknown' };
    const scope = await authorise(person, caseFileId, 'mediation:join');
    if (isRefusal(scope)) return { because: hidden(scope.because) };
    const found = await read(scope, documentId);
    if (!found) return { because: 'unknown' };
    const { inIt, clauseIds, locked } = found;
    const open = inIt.mediation.closedAt === null;
    if (open) await ensureJointTexts(scope, documentId, clauseIds);
    return { scope, shown: shownAt(inIt), canWrite: open, locked };
  },
  async enter(person, caseFileId, mediationId) {
    const scope = await authorise(person, caseFileId, 'mediation:join');
    if (isRefusal(scope)) return { because: hidden(scope.because) };
    const inIt = await underScope(scope, (tx) => mediationFor(tx, scope, mediationId));
    return inIt ? { scope, shown: shownAt(inIt) } : { because: 'unknown' };
  },
};

/** Whoever may not join a mediation at all is not told that there is one. */
export const hidden = (because: Parameters<typeof reasonFor>[0]) =>
  because === 'forbidden' ? 'unknown' : reasonFor(because);
