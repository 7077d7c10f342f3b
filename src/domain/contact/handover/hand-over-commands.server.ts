import { and, asc, eq } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { AccessEnded, assertStillStanding } from '#domain/access/scoped.server.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { myAreaTeams } from '#domain/people/cover/duties.server.ts';
import { spreadCover } from '#domain/people/cover/spread.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { caseNow, lockCases, type CaseNow } from './cases-now.server.ts';
import { changeOfficers, mayNotInWords, newOfficer, whoMayNot, wordsRead } from './hand-over.server.ts';
import { faultInHandover, firstRingBy, wordsToOfficer, type HandoverAsked } from './handover.ts';

/** Changes the officer of one case, from its own page. Returns the id of the handover. */
export async function handOver(
  tx: Tx,
  scope: CaseScope<'case:hand-over'>,
  asked: HandoverAsked,
  { today, now }: { today: CalendarDate; now: Date },
): Promise<Refused | { handoverId: string }> {
  await lockCases(tx, [scope.caseFileId]);
  await assertStillStanding(tx, scope);
  const file = await caseNow(tx, scope.caseFileId);
  if (!file) throw new AccessEnded();
  const fault = faultInHandover(asked, today);
  if (fault) return fault;
  if (asked.fromId === null ? file.officers.length > 0 : !file.officers.some((one) => one.personId === asked.fromId))
    return refuse('fromId', 'The officers of this case have changed since. Look again');
  if (asked.toId === null && file.officers.length > 1)
    return refuse('toId', 'There is another case officer, so the case is not the team’s. Choose who has it');
  return changeWhatMay(tx, scope, file, asked, { today, now });
}

/** Asks of `to` and of the words, then changes the officer of the case in hand. */
async function changeWhatMay(
  tx: Tx,
  scope: Scope,
  file: CaseNow,
  asked: HandoverAsked,
  { today, now }: { today: CalendarDate; now: Date },
): Promise<Refused | { handoverId: string }> {
  const { toId } = asked;
  const to = toId && isId(toId) ? await newOfficer(tx, scope, toId) : null;
  if (toId !== null && !to) return refuse('toId', 'Choose who has the case from now on');
  const mayNot = to && (await whoMayNot(tx, scope, [file.caseFileId], [to.personId])).values().next().value;
  if (to && mayNot) return refuse('toId', mayNotInWords(to.name, mayNot));
  const read = wordsRead(file, asked, to);
  if (isRefused(read)) return read;
  const [handoverId] = await changeOfficers(tx, [{ file, asked: { ...asked, to, ...read } }], now);
  // Whoever has it now may be away themselves.
  await spreadCover(tx, today);
  return { handoverId: handoverId! };
}

/**
 * Takes a case out of the tray of a team of theirs (TEAM2): a member takes it for themselves, whoever leads the team gives it to
 * anybody. Null when there is no such case in a tray they may see.
 */
export async function takeFromTray(
  tx: Tx,
  scope: Scope<'team:see'>,
  { caseFileId, toId, note }: { caseFileId: string; toId: string; note: string },
  { today, now }: { today: CalendarDate; now: Date },
): Promise<null | Refused | { handoverId: string }> {
  if (!isId(caseFileId)) return null;
  const teams = await myAreaTeams(tx);
  // Read as a list, so that a case of another team, a restricted one and one they are excluded from are not there.
  const [listed] = await tx
    .select({ teamId: caseFile.teamId })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, caseFileId)))
    .orderBy(asc(caseFile.caseFileId));
  const mine = teams.find(({ teamId }) => teamId === listed?.teamId);
  if (!mine) return null;
  if (toId !== scope.personId && !mine.leads) return refuse('toId', 'Whoever leads the team gives cases to others');
  await lockCases(tx, [caseFileId]);
  const file = await caseNow(tx, caseFileId);
  if (!file || file.restricted || !file.inTray) return null;
  const writer = await newOfficer(tx, scope, scope.personId);
  const words = wordsToOfficer({ from: null, byThemselves: false, writer: writer?.name ?? file.teamName });
  const asked = { fromId: null, toId, note, words, ringBy: firstRingBy(today), staysUntil: null };
  return faultInHandover(asked, today) ?? changeWhatMay(tx, scope, file, asked, { today, now });
}
