import { sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';

/** Whether the person of this transaction is of the council's staff, now. */
export async function isStaff(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ staff: boolean }>(sql`select asked_by_staff() as staff`);
  return row?.staff === true;
}
