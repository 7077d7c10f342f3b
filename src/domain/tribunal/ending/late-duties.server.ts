import { and, eq, inArray, sql } from 'drizzle-orm';
import { today } from '#domain/calendar/today.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import { inTransaction } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import type { Round } from '#server/rounds.ts';

interface Late extends Record<string, unknown> {
  appeal_id: string;
  appeal_duty_id: string;
  case_file_id: string | null;
  tell: string[];
}

/** To whoever leads the team: that there is something, and where. Nothing of what, and nobody's name. */
const lateDutyMail = (origin: string, appealId: string) => ({
  subject: 'Something after an appeal is late',
  body: `Something the council must do after an appeal is late. Sign in to see it: ${origin}/tribunal/${appealId}/ending`,
});

/** END10: puts what is late before whoever leads the tribunal team, each thing once, however many nodes go round. */
export async function raiseLateDuties(councilId: string, at: Date = now()): Promise<number> {
  const day = today(() => at);
  const late = await inTransaction({ councilId }, (tx) => tx.execute<Late>(sql`select * from duties_late(${day})`));
  let did = 0;
  for (const one of late) did += await raise(councilId, one, day);
  return did;
}

const raise = (councilId: string, one: Late, day: string): Promise<number> =>
  inTransaction({ councilId, caseFileId: one.case_file_id }, async (tx) => {
    const [taken] = await tx.execute<{ yes: boolean }>(
      sql`select take_up_late_duty(${one.appeal_duty_id}, ${day}) as yes`,
    );
    if (!taken!.yes) return 0;
    const leaders = await tx
      .select({ email: person.email })
      .from(person)
      .where(and(eq(person.councilId, councilId), inArray(person.personId, one.tell)));
    for (const { email } of leaders)
      if (email)
        await queueMessage(tx, {
          councilId,
          channel: 'email',
          to: email,
          ...lateDutyMail(env().ORIGIN, one.appeal_id),
        });
    const of = { councilId, caseFileId: one.case_file_id, actorId: null };
    await record(tx, { ...of, action: 'appeal.duty_raised', target: one.appeal_id });
    return 1;
  });

export const lateDutiesRound: Round = {
  name: 'appeals.late_duties',
  everyMs: 60_000,
  go: (councilId) => raiseLateDuties(councilId),
};
