import { and, eq, sql } from 'drizzle-orm';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { record, type Happening } from '#server/history.ts';
import { isId } from '#server/ids.ts';
import { appeal } from './schema.server.ts';

export type AppealRow = typeof appeal.$inferSelect;

const thisAppeal = ({ councilId }: Scope, appealId: string) =>
  and(eq(appeal.councilId, councilId), eq(appeal.appealId, appealId));

/**
 * One appeal, or null for everybody to whom it is an id of nothing (TR3). The database decides: its tribunal team, and of
 * the case in hand the council's staff and those of the family whom it is for.
 */
export async function appealFor(tx: Tx, scope: Scope, appealId: string): Promise<AppealRow | null> {
  if (!isId(appealId)) return null;
  const [found] = await tx.select().from(appeal).where(thisAppeal(scope, appealId));
  return found ?? null;
}

/** The same for the team's own pages, which nobody else may know of, whatever they may see of the case. */
export async function appealAtDesk(tx: Tx, scope: Scope, appealId: string): Promise<AppealRow | null> {
  return (await inTribunalTeam(tx)) ? appealFor(tx, scope, appealId) : null;
}

/** Whether the person of this transaction works on the council's appeals now. */
export async function inTribunalTeam(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ yes: boolean }>(sql`select in_tribunal_team() as yes`);
  return row!.yes;
}

/** Whether the person of this transaction leads the tribunal team now: gives the second word on a proposal. */
export async function leadsTribunalTeam(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ yes: boolean }>(sql`select leads_tribunal_team() as yes`);
  return row!.yes;
}

/** What a form was shown is not how the appeal is now. `gone`: it may not be known of; pages answer 404. */
export class AppealMoved extends Error {
  readonly why: 'gone' | 'closed' | 'changed';
  constructor(why: 'gone' | 'closed' | 'changed') {
    super(why === 'gone' ? 'There is no such appeal.' : `The appeal has ${why}.`);
    this.why = why;
  }
}
export const movedInWords: Record<Exclude<AppealMoved['why'], 'gone'>, string> = {
  closed: 'This appeal has ended. What was written down of it stays; only its causes and the order can still be added.',
  changed:
    'Somebody changed this appeal while you looked. Look at how it is now, and press again if you still want to.',
};

/**
 * Every desk command's first line: holds the appeal still until the transaction ends, for a member of the tribunal team.
 * Throws `AppealMoved`. `version` is the one the form's page showed; leave it out where nothing shown can go stale.
 */
export async function beginAtDesk(tx: Tx, scope: Scope, appealId: string, version?: number): Promise<AppealRow> {
  if (!(await inTribunalTeam(tx))) throw new AppealMoved('gone');
  return hold(tx, scope, appealId, version);
}

/** The same for a command from the case's own pages, by either side: also holds the person's standing. */
export async function beginInAppeal(tx: Tx, scope: CaseScope, appealId: string, version?: number): Promise<AppealRow> {
  await assertStillStanding(tx, scope);
  const held = await hold(tx, scope, appealId, version);
  if (held.caseFileId !== scope.caseFileId) throw new AppealMoved('gone');
  return held;
}

async function hold(tx: Tx, scope: Scope, appealId: string, version?: number): Promise<AppealRow> {
  if (!isId(appealId)) throw new AppealMoved('gone');
  const [held] = await tx.select().from(appeal).where(thisAppeal(scope, appealId)).for('update');
  if (!held) throw new AppealMoved('gone');
  if (version !== undefined && held.version !== version) throw new AppealMoved('changed');
  return held;
}

/** For a command that only an open appeal takes. */
export function assertOpen({ stage }: AppealRow): void {
  if (stage === 'closed') throw new AppealMoved('closed');
}

/** Writes the change with a new version. Whatever moves a date also hands in what is due next. */
export async function changeAppeal(
  tx: Tx,
  held: AppealRow,
  change: Partial<typeof appeal.$inferInsert>,
): Promise<AppealRow> {
  const [changed] = await tx
    .update(appeal)
    .set({ ...change, version: held.version + 1 })
    .where(and(eq(appeal.councilId, held.councilId), eq(appeal.appealId, held.appealId)))
    .returning();
  return changed!;
}

/** Records what was done, in the chain of the appeal's case file, or in the council's own where it has none. */
export const recordOnAppeal = (
  tx: Tx,
  scope: Scope,
  { appealId, caseFileId }: Pick<AppealRow, 'appealId' | 'caseFileId'>,
  happening: Omit<Happening, 'councilId' | 'caseFileId' | 'actorId' | 'target'>,
): Promise<number> =>
  record(tx, { councilId: scope.councilId, caseFileId, actorId: scope.personId, target: appealId, ...happening });
