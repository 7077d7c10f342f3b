import { and, asc, eq, ne } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { appeal } from '../schema.server.ts';

/** How many appeals one page of the queue shows. */
export const PAGE = 50;

/** Open appeals, what is due first at the top, as far as this person may know of them. */
export const openAppeals = (tx: Tx, { councilId }: Scope): Promise<AppealRow[]> =>
  tx
    .select()
    .from(appeal)
    .where(and(eq(appeal.councilId, councilId), ne(appeal.stage, 'closed')))
    .orderBy(asc(appeal.nextDueOn), asc(appeal.appealId))
    .limit(PAGE);
