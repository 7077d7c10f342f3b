import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { document } from '#realtime/server/schema.server.ts';
import { mayClose } from './closing.ts';
import type { HearHow } from './hear-how.ts';
import { command, type Command } from './command.server.ts';
import { Refused } from './refusal.ts';
import { space } from './schema.server.ts';
import { holdSpace, inSpace, peopleOn } from './store.server.ts';
import { closeDocuments } from './words.server.ts';

/**
 * Closes the space with the line everybody leaves with. Without a person, a future working day and a way of hearing,
 * it stays open. From then on it can only be read.
 */
export async function closeSpace(
  scope: CaseScope,
  form: Command & { hearFrom: string; hearBy: string; hearHow: string },
  now: Date,
): Promise<null> {
  await command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    const council = (await peopleOn(tx, scope))
      .filter((person) => person.side === 'council')
      .map((person) => person.personId);
    const refusal = mayClose(
      form,
      council,
      today(() => now),
    );
    if (refusal) throw new Refused(...refusal);
    const line = { hearFrom: form.hearFrom, hearBy: form.hearBy, hearHow: form.hearHow as HearHow };
    await tx
      .update(space)
      .set({ ...line, closedAt: now, closedBy: scope.personId, breakUntil: null })
      .where(inSpace(scope, spaceId));
    await tx
      .update(document)
      .set({ closedAt: now })
      .where(
        and(
          eq(document.councilId, scope.councilId),
          eq(document.caseFileId, scope.caseFileId),
          eq(document.subjectId, spaceId),
        ),
      );
    await form.place.record(tx, scope, { action: 'space.closed', spaceId, pointId: null, detail: line });
    return null;
  });
  await closeDocuments(scope, form.place);
  return null;
}
