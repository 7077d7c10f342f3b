import { refuse, type Refused } from '#domain/access/refused.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Tx } from '#server/db.ts';
import { addEntry, type NewEntry } from './add-entry.server.ts';
import type { Mode, Outcome } from './entry.ts';
import { familyMembers, invitedToRing } from './family-members.server.ts';
import { answererOf, promiseInThread } from './thread-promises.server.ts';

/** When something took place. Without a day it was now. */
export interface When {
  on: string;
  at: string;
}

/** What somebody promised while they spoke, in their own words, and by which day. */
export interface Promised {
  words: string;
  by: string;
}

export interface CallNote {
  with: string;
  /** Who rang whom. */
  direction: 'in' | 'out';
  came: Outcome;
  words: string;
  when: When;
  promised: Promised;
}

export interface MeetingNote {
  /** A family member's id, or everybody on their side. */
  with: string;
  mode: Mode;
  whoWasThere: string;
  words: string;
  when: When;
  promised: Promised;
}

const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

/** The moment somebody means: of today without a time it is now. Refused when it lies ahead, or is no time. */
export function momentFor({ on, at }: When, now: Date): Date | Refused {
  if (at === '' && (on === '' || on === dateOf(now))) return now;
  const day = on || dateOf(now);
  if (!isCalendarDate(day)) return refuse('on', 'Enter the day it was, as day, month and year');
  if (!TIME.test(at)) return refuse('at', 'Enter the time it was, like 14:30');
  const moment = momentOf(day, at.padStart(5, '0'));
  return moment > now ? refuse('on', 'It cannot be later than now') : moment;
}

export const isMoment = (answer: Date | Refused): answer is Date => answer instanceof Date;

/** THR10: a promise has words and a day that is still to come, or neither. */
function faultInPromised({ words, by }: Promised, today: CalendarDate): Refused | null {
  if (words === '' && by === '') return null;
  if (words === '') return refuse('promise', 'Say what was promised, or take the day out');
  if (!isCalendarDate(by)) return refuse('by', 'Enter the day it is promised for, as day, month and year');
  return by < today ? refuse('by', 'A promise is for today or a later day') : null;
}

type Logged = { contactEntryId: string } | Refused;

/** Writes down a call (J07): whoever was tried or spoken to, and what came of it. */
export async function noteCall(tx: Tx, scope: CaseScope<'contact:log'>, note: CallNote, now: Date): Promise<Logged> {
  await assertStillStanding(tx, scope);
  const { direction, came, words } = note;
  const ringable = [...(await familyMembers(tx, scope)), ...(await invitedToRing(tx, scope))];
  const other = ringable.find(({ personId }) => personId === note.with);
  if (!other) return refuse('with', 'Choose whom the call was with');
  const entry = { kind: 'call', direction, came, words, withPersonId: other.personId } as const;
  return log(tx, scope, entry, note, now);
}

/** Writes down a meeting: how it was held, who was there, and what was said. */
export async function noteMeeting(
  tx: Tx,
  scope: CaseScope<'contact:log'>,
  note: MeetingNote,
  now: Date,
): Promise<Logged> {
  await assertStillStanding(tx, scope);
  const { mode, whoWasThere, words } = note;
  const family = await familyMembers(tx, scope);
  if (note.with !== 'all' && !family.some(({ personId }) => personId === note.with))
    return refuse('with', 'Choose whom the meeting was with');
  if (whoWasThere === '') return refuse('whoWasThere', 'Say who was there');
  if (words === '') return refuse('words', 'Say what was talked about, for those who were there to read');
  const withPersonId = note.with === 'all' ? null : note.with;
  const entry = { kind: 'meeting', direction: 'out', mode, whoWasThere, words, withPersonId } as const;
  return log(tx, scope, entry, note, now);
}

async function log(
  tx: Tx,
  scope: CaseScope,
  entry: Omit<NewEntry, 'happenedAt'>,
  { when, promised }: { when: When; promised: Promised },
  now: Date,
): Promise<Logged> {
  const happenedAt = momentFor(when, now);
  if (!isMoment(happenedAt)) return happenedAt;
  const fault = faultInPromised(promised, dateOf(now));
  if (fault) return fault;
  const added = await addEntry(tx, scope, { ...entry, happenedAt }, now);
  if (promised.words) {
    const { councilId, caseFileId, personId } = scope;
    const made = { councilId, caseFileId, personId, ...added, forPersonId: entry.withPersonId };
    const dueSource = `Said in a ${entry.kind} on ${inWords(dateOf(happenedAt))}`;
    await promiseInThread(tx, made, {
      ...{ kind: 'said', words: promised.words, dueOn: promised.by, dueSource },
      ...{ answerer: await answererOf(tx, scope), at: happenedAt },
    });
  }
  return added;
}
