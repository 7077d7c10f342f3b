import { sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';

/**
 * Takes one case file in hand within a transaction that had none, for as long as the work takes: row-level security lets
 * nothing be written otherwise. For what a meeting does to each case on its agenda.
 */
export async function withCaseInHand<T>(tx: Tx, caseFileId: string, work: () => Promise<T>): Promise<T> {
  const [was] = await tx.execute<{ id: string }>(sql`select current_setting('app.case_file_id', true) as id`);
  const take = (id: string) => tx.execute(sql`select set_config('app.case_file_id', ${id}, true)`);
  await take(caseFileId);
  const done = await work();
  await take(was?.id ?? '');
  return done;
}

/** The case files on an agenda, whoever may see them. */
export async function caseFilesOn(tx: Tx, boardMeetingId: string): Promise<string[]> {
  const rows = await tx.execute<{ case_file_id: string }>(sql`select case_file_id from agenda_of(${boardMeetingId})`);
  return rows.map(({ case_file_id }) => case_file_id);
}
