import type postgres from 'postgres';
import { underScope } from '../../../src/domain/access/scoped.server.ts';
import { today } from '../../../src/domain/calendar/today.ts';
import { casesOf } from '../../../src/domain/contact/handover/cases-of.server.ts';
import { firstRingBy, wordsToOfficer, wordsToTray } from '../../../src/domain/contact/handover/handover.ts';
import { handOverMany } from '../../../src/domain/contact/handover/many.server.ts';
import { connect } from '../../../src/server/db.ts';
import { personalScope } from '../../support/area-team.ts';
import type { PromisesSeeded } from './seed.ts';

/** Every case of one officer given to two colleagues of the team in one act, until it is committed. */
export async function leaverLine(url: string, owner: postgres.Sql, { officer, lead, councilId }: PromisesSeeded) {
  const app = connect(url);
  const scope = personalScope(lead, 'team:see');
  const now = new Date();
  const todaysDate = today(() => now);
  const colleagues = await owner<{ person_id: string }[]>`
    select b.person_id from team_member a join team_member b using (council_id, team_id)
     where a.council_id = ${councilId} and a.person_id = ${officer.personId} and not b.leads and b.person_id <> a.person_id order by 1 limit 2`;
  const about = { from: 'Officer 0', byThemselves: false, writer: 'Lee Dunn' };
  const from = performance.now();
  const answer = await underScope(scope, async (tx) => {
    const { cases } = await casesOf(tx, officer.personId);
    const given = cases.map(({ caseFileId }, n) => ({
      caseFileId,
      toId: colleagues[n % colleagues.length]!.person_id,
      note: '',
    }));
    const words = { words: wordsToOfficer(about), wordsToTray: wordsToTray(about), wordsNobodyWent: '' };
    const many = { personId: officer.personId, cases: given, note: 'All of it is in the thread.', ...words };
    return handOverMany(tx, scope, { ...many, ringBy: firstRingBy(todaysDate) }, { today: todaysDate, now });
  });
  const ms = Math.round(performance.now() - from);
  await app.close();
  if (!('handed' in answer)) throw new Error(answer.refused);
  return { what: `${answer.handed} cases handed over in one act, every family told`, ms };
}
