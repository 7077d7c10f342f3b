import { sql } from 'drizzle-orm';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import { record } from '#server/history.ts';
import type { Round } from '#server/rounds.ts';
import { signatureReminder } from './agreement-schema.server.ts';
import { tellPerson } from './tell.server.ts';

const EVERY_MS = 5 * 60_000;

interface Due {
  case_file_id: string;
  signature_id: string;
  person_id: string;
}

/** SIG5: whoever took an agreement away until tomorrow is told once that there is something to see, and never what. */
export const remindToSign: Round = {
  name: 'agreements.remind-to-sign',
  everyMs: EVERY_MS,
  go: async (councilId) => {
    const due = await inTransaction({ councilId }, (tx) =>
      tx.execute<Due & Record<string, unknown>>(
        sql`select case_file_id, signature_id, person_id from signing_reminders_due(${now().toISOString()}::timestamptz)`,
      ),
    );
    for (const one of due) await remind(councilId, one);
    return due.length;
  },
};

const remind = (councilId: string, { case_file_id: caseFileId, signature_id: signatureId, person_id }: Due) =>
  inTransaction({ councilId, caseFileId }, async (tx) => {
    await tx.insert(signatureReminder).values({ councilId, caseFileId, signatureId }).onConflictDoNothing();
    await tellPerson(tx, councilId, person_id);
    await record(tx, { councilId, caseFileId, actorId: null, action: 'signature.reminded', target: signatureId });
  });
