import { sql } from 'drizzle-orm';
import { today } from '#domain/calendar/today.ts';
import { holdersOf, tell } from '#domain/contact/addressees.server.ts';
import { updateForFamily, updateMail } from '#domain/people/messages.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import type { Round } from '#server/rounds.ts';
import { cohortsToTell, type Cohort } from './takeover.ts';

type What = 'takeover.ahead' | 'takeover.due';
const HOUR_MS = 3_600_000;

const toTell = async (tx: Tx, { bornFrom, bornTo, endsOn }: Cohort, what: What): Promise<string[]> => {
  const rows = await tx.execute<{ case_file_id: string }>(
    sql`select case_file_id from takeovers_to_tell(${bornFrom}, ${bornTo}, ${what}, ${endsOn})`,
  );
  return rows.map(({ case_file_id: id }) => id);
};

/** Tells one case that there is an update; the page says what. The row that it was said is what keeps it from being said twice. */
const tellCase = (councilId: string, caseFileId: string, cohort: Cohort, what: What): Promise<boolean> =>
  inTransaction({ councilId, caseFileId }, async (tx) => {
    await tx.execute(
      sql`select 1 from case_file where council_id = ${councilId} and case_file_id = ${caseFileId} for update`,
    );
    if (!(await toTell(tx, cohort, what)).includes(caseFileId)) return false;
    const of = { councilId, caseFileId };
    await tell(tx, of, await holdersOf(tx, of, ['case_officer', 'senior_manager']), updateMail(env().ORIGIN));
    await tell(tx, of, await holdersOf(tx, of, ['parent', 'young_person']), updateForFamily(env().ORIGIN));
    await record(tx, { ...of, actorId: null, action: what, target: cohort.endsOn });
    return true;
  });

/** YPT2: three months before the day, and on the day after it, the officers and the family hear that there is an update. */
export const takeoverRound: Round = {
  name: 'takeovers.told',
  everyMs: HOUR_MS,
  async go(councilId) {
    const { ahead, due } = cohortsToTell(today(now));
    let told = 0;
    for (const [cohort, what] of [
      [ahead, 'takeover.ahead'],
      [due, 'takeover.due'],
    ] as const) {
      if (!cohort) continue;
      for (const caseFileId of await inTransaction({ councilId }, (tx) => toTell(tx, cohort, what)))
        if (await tellCase(councilId, caseFileId, cohort, what)) told += 1;
    }
    return told;
  },
};
