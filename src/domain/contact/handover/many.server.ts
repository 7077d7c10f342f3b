import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { mayArrangeFor } from '#domain/people/cover/members.server.ts';
import { spreadCover } from '#domain/people/cover/spread.server.ts';
import type { Tx } from '#server/db.ts';
import { casesOf } from './cases-of.server.ts';
import { casesNow, lockCases, type CaseNow } from './cases-now.server.ts';
import { changeOfficers, newOfficer, whoMayNot, wordsRead, type Change, type NewOfficer } from './hand-over.server.ts';
import { faultInHandover, type HandoverAsked } from './handover.ts';

/** The words of the box for the team's tray, in what is written as the place a case goes to. */
export const TRAY = 'tray';

/** Many cases of one colleague, each with where it goes and what is said of it beside what is said of all. */
export interface ManyAsked {
  personId: string;
  cases: readonly { caseFileId: string; toId: string | null; note: string }[];
  /** Said of every case; each needs one or the other. */
  note: string;
  ringBy: CalendarDate;
  /** What families read who have a new officer, and what those whose case goes to the team. */
  words: string;
  wordsToTray: string;
  /** What those read whose case had no officer to go. */
  wordsNobodyWent: string;
}

type Asked = HandoverAsked & { to: NewOfficer | null };

/**
 * Gives many cases of a colleague to others in one act (HAN6): each family is told, each case has its note, its promises and
 * its history, and either all of it is done or nothing. Throws `AccessEnded` when the person does not arrange for them.
 */
export async function handOverMany(
  tx: Tx,
  scope: Scope<'team:see'>,
  many: ManyAsked,
  { today, now }: { today: CalendarDate; now: Date },
): Promise<Refused | { handed: number }> {
  if (!(await mayArrangeFor(tx, many.personId))) throw new AccessEnded();
  if (many.cases.length === 0) return refuse('cases', 'Choose at least one case');
  const ready = await readyAll(tx, scope, many, today);
  if (isRefused(ready)) return ready;
  await changeOfficers(tx, ready, now);
  await spreadCover(tx, today);
  return { handed: ready.length };
}

/** Holds and tries everything before the first row is written. */
async function readyAll(tx: Tx, scope: Scope, many: ManyAsked, today: CalendarDate): Promise<Refused | Change[]> {
  const known = new Set((await casesOf(tx, many.personId)).cases.map((one) => one.caseFileId));
  if (many.cases.some(({ caseFileId }) => !known.has(caseFileId)))
    return refuse('cases', 'They do not have one of these cases any more. Look again');
  const officers = await newOfficers(tx, scope, many);
  const ids = many.cases.map(({ caseFileId }) => caseFileId);
  const mayNot = await whoMayNot(tx, scope, ids, [...officers.keys()]);
  await lockCases(tx, ids);
  const files = await casesNow(tx, ids);
  const ready: Change[] = [];
  for (const one of many.cases) {
    const { caseFileId, toId } = one;
    const file = files.get(caseFileId);
    if (!file) return refuse('cases', 'One of these cases was closed. Look again');
    const to = toId ? (officers.get(toId) ?? null) : null;
    const asked = { ...askedOf(many, one, file), to };
    const fault = toId && !to ? refuse('toId', 'Choose who has it') : faultInHandover(asked, today);
    const barred = to && mayNot.get(`${caseFileId} ${to.personId}`);
    const read = fault ?? (barred && refuse('toId', notThisCase(file, to, barred))) ?? wordsOf(file, asked);
    if (isRefused(read)) return read.field === 'toId' ? { ...read, field: `to-${caseFileId}` } : read;
    ready.push({ file, asked: { ...asked, ...read } });
  }
  return ready;
}

/** Of a case they lead as senior manager, and nobody has as officer, the family is told only who comes. */
function askedOf(many: ManyAsked, one: ManyAsked['cases'][number], file: CaseNow): HandoverAsked {
  const fromId = file.officers.some(({ personId }) => personId === many.personId) ? many.personId : null;
  const note = [many.note, one.note].map((words) => words.trim()).filter(Boolean);
  const toOfficer = fromId ? many.words : many.wordsNobodyWent;
  return {
    ...{ fromId, toId: one.toId, ringBy: many.ringBy, staysUntil: null, note: note.join('\n\n') },
    words: one.toId ? toOfficer : many.wordsToTray,
  };
}

const notThisCase = ({ reference }: CaseNow, { name }: NewOfficer, because: 'excluded' | 'other-part'): string =>
  because === 'excluded'
    ? `${name} may not see ${reference}. Choose somebody else for it`
    : `${name} has another part in ${reference}. Choose somebody else for it`;

/** What the family of this case reads, or why it does not change hands like this. */
function wordsOf(file: CaseNow, asked: Asked): Refused | { words: string } {
  if (asked.fromId === null && file.officers.length > 0)
    return refuse('toId', `${file.reference} has a case officer already. Leave it out`);
  if (asked.toId === null && file.officers.length > 1)
    return refuse('toId', `${file.reference} has another case officer. Choose who has it`);
  const read = wordsRead(file, asked, asked.to);
  return isRefused(read) && asked.toId === null ? { ...read, field: 'wordsToTray' } : read;
}

async function newOfficers(tx: Tx, scope: Scope, { cases }: ManyAsked): Promise<Map<string, NewOfficer>> {
  const ids = [...new Set(cases.flatMap(({ toId }) => toId ?? []))].sort();
  const found = new Map<string, NewOfficer>();
  for (const id of ids) {
    const officer = await newOfficer(tx, scope, id);
    if (officer) found.set(id, officer);
  }
  return found;
}
