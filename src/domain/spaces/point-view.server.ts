import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import { titleShown } from '#domain/evidence/guard/title-shown.server.ts';
import type { Tx } from '#server/db.ts';
import { stateInWords, type Party } from './point.ts';
import { point, pointPage, pointSaying, proposal } from './schema.server.ts';
import type { Documents } from './store.server.ts';
import { held } from './words.server.ts';

type Saying = typeof pointSaying.$inferSelect;
type ProposalRow = typeof proposal.$inferSelect;

/** Words as they were put forward: the text the server held, its hash and when. */
const shown = ({ proposalId, side, words, sha256, at }: ProposalRow) => ({ proposalId, side, words, sha256, at });

async function rowsOf(tx: Tx, scope: CaseScope, spaceId: string, section: string | null) {
  const own = (table: typeof point | typeof proposal | typeof pointSaying | typeof pointPage) =>
    and(eq(table.councilId, scope.councilId), eq(table.caseFileId, scope.caseFileId));
  const paper = and(
    eq(evidenceItem.councilId, pointPage.councilId),
    eq(evidenceItem.caseFileId, pointPage.caseFileId),
    eq(evidenceItem.evidenceItemId, pointPage.evidenceItemId),
  );
  return {
    points: await tx
      .select()
      .from(point)
      .where(and(own(point), eq(point.spaceId, spaceId), section ? eq(point.planSection, section) : undefined))
      .orderBy(asc(point.number)),
    proposals: await tx.select().from(proposal).where(own(proposal)),
    sayings: await tx.select().from(pointSaying).where(own(pointSaying)).orderBy(asc(pointSaying.pointSayingId)),
    pages: await tx
      .select({
        pointId: pointPage.pointId,
        evidenceItemId: pointPage.evidenceItemId,
        page: pointPage.page,
        side: pointPage.addedSide,
        title: titleShown,
      })
      .from(pointPage)
      .innerJoin(evidenceItem, paper)
      .where(own(pointPage))
      .orderBy(asc(evidenceItem.title), asc(pointPage.page)),
  };
}

const lastSaid = (sayings: Saying[], side: Party) => {
  const last = sayings.findLast((saying) => saying.side === side);
  return last ? { says: last.says, at: last.at, reason: last.reason } : null;
};

/** The points of a space, or of one section of a plan in it, with both sides' words as the server holds them now. */
export async function viewPoints(
  tx: Tx,
  scope: CaseScope,
  spaceId: string,
  documents: Documents,
  section: string | null = null,
) {
  const { points, proposals, sayings, pages } = await rowsOf(tx, scope, spaceId, section);
  return Promise.all(
    points.map(async ({ pointId, number, title, state, version, agreedProposalId }) => {
      const mine = proposals.filter((row) => row.pointId === pointId);
      const standing = (side: Party) =>
        mine.filter((row) => row.side === side && !row.withdrawnAt).map(shown)[0] ?? null;
      const agreed = mine.find((row) => row.proposalId === agreedProposalId);
      const said = sayings.filter((saying) => saying.pointId === pointId);
      return {
        pointId,
        number,
        title,
        state,
        stateInWords: stateInWords[state],
        version,
        agreed: agreed ? { ...shown(agreed), agreedAt: said.findLast((saying) => saying.says === 'agree')!.at } : null,
        words: {
          family: await held(scope, documents, 'family', pointId),
          council: await held(scope, documents, 'council', pointId),
        },
        proposals: { family: standing('family'), council: standing('council') },
        said: { family: lastSaid(said, 'family'), council: lastSaid(said, 'council') },
        reopened: said.findLast((saying) => saying.says === 'reopen')?.reason ?? null,
        pages: pages.filter((row) => row.pointId === pointId).map(({ pointId: _, ...row }) => row),
      };
    }),
  );
}

export type PointView = Awaited<ReturnType<typeof viewPoints>>[number];
