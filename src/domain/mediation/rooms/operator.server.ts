import { eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { council } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';

/** The council whose server this is, by name: who could technically read what is kept on it. */
export async function operatorOf(tx: Tx, { councilId }: CaseScope): Promise<string> {
  const [row] = await tx.select({ name: council.name }).from(council).where(eq(council.councilId, councilId));
  return row!.name;
}
