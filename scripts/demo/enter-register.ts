import { v7 } from 'uuid';
import type { Person } from '#domain/access/standing.ts';
import { appealCause } from '#domain/tribunal/ending/ending-schema.server.ts';
import { appeal } from '#domain/tribunal/schema.server.ts';
import { inTransaction } from '#server/db.ts';
import type { PastAppeal } from './register.ts';

const ROWS_AT_ONCE = 400;

/** Puts appeals of years past into the council's register, many at a time, as somebody of its tribunal team. */
export async function enterRegister({ councilId, personId }: Person, rows: readonly PastAppeal[]): Promise<void> {
  await inTransaction({ councilId, personId }, async (tx) => {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const part = rows.slice(from, from + ROWS_AT_ONCE).map((row) => ({ ...row, appealId: v7() }));
      await tx.insert(appeal).values(part.map(({ causes: _, ...row }) => ({ councilId, addedBy: personId, ...row })));
      const said = part.flatMap(({ appealId, causes }) =>
        causes.map((cause) => ({ councilId, appealId, cause, by: personId })),
      );
      await tx.insert(appealCause).values(said);
    }
  });
}
