import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { command, type Command } from './command.server.ts';
import { Refused } from './refusal.ts';
import { pointPage } from './schema.server.ts';
import { holdPoint, holdSpace } from './store.server.ts';

/** A page a point rests on: which paper, and its page counted from 1. */
export interface PageForm extends Command {
  pointId: string;
  evidenceItemId: string;
  page: number;
}

/** The papers a point may rest on: read, not withdrawn, and not confidential to one side. */
export const papersToCite = (tx: Tx, scope: CaseScope) =>
  tx
    .select({ evidenceItemId: evidenceItem.evidenceItemId, title: evidenceItem.title, pages: evidenceItem.pages })
    .from(evidenceItem)
    .where(
      and(
        eq(evidenceItem.councilId, scope.councilId),
        eq(evidenceItem.caseFileId, scope.caseFileId),
        eq(evidenceItem.state, 'ready'),
        inArray(evidenceItem.class, ['case', 'joint']),
        isNull(evidenceItem.withdrawnAt),
      ),
    )
    .orderBy(asc(evidenceItem.title));

/** Adds a page both sides can open from the point. The paper must be on this case file and have that page. */
export const addPage = (scope: CaseScope, form: PageForm): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place);
    const { pointId } = await holdPoint(tx, scope, spaceId, form.pointId);
    const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId };
    const { evidenceItemId, page } = form;
    const paper = (await papersToCite(tx, scope)).find((one) => one.evidenceItemId === evidenceItemId);
    if (!paper || page < 1 || page > paper.pages) throw new Refused('page-unknown', `page-${pointId}`);
    const row = { ...owner, pointId, evidenceItemId, page, addedSide: scope.side };
    const [added] = await tx.insert(pointPage).values(row).onConflictDoNothing().returning();
    if (!added) throw new Refused('page-there', `page-${pointId}`);
    const detail = { side: scope.side, evidenceItemId, page };
    await form.place.record(tx, scope, { action: 'point.page_added', spaceId, pointId, detail });
    return null;
  });

/** Takes away a page that this side added. */
export const removePage = (scope: CaseScope, form: PageForm): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place);
    const { pointId } = await holdPoint(tx, scope, spaceId, form.pointId);
    const { evidenceItemId, page } = form;
    const here = and(
      eq(pointPage.councilId, scope.councilId),
      eq(pointPage.caseFileId, scope.caseFileId),
      eq(pointPage.pointId, pointId),
      eq(pointPage.evidenceItemId, evidenceItemId),
      eq(pointPage.page, page),
    );
    const [found] = await tx.select({ side: pointPage.addedSide }).from(pointPage).where(here);
    if (!found) throw new Refused('not-found');
    if (found.side !== scope.side) throw new Refused('not-your-page', `page-${pointId}`);
    await tx.delete(pointPage).where(here);
    const detail = { side: scope.side, evidenceItemId, page };
    await form.place.record(tx, scope, { action: 'point.page_removed', spaceId, pointId, detail });
    return null;
  });
