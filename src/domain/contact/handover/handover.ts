import { refuse, type Refused } from '#domain/access/refused.ts';
import { addDays, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays, isWorkingDay } from '#domain/calendar/working-days.ts';
import { inWords } from '#domain/calendar/words.ts';
import { fillWords, unknownFields, type FieldName } from '../updates/fill.ts';

/** What changes with a change of case officer, in the words of whoever arranges it. */
export interface HandoverAsked {
  /** Who has the case now; null when it comes out of the team's tray. */
  fromId: string | null;
  /** Who has it from now on; null puts it into the team's tray. */
  toId: string | null;
  /** What the next officer starts from. The family can ask to read it. */
  note: string;
  /** The family is rung by this day. */
  ringBy: CalendarDate;
  /** What the family reads, with the fields of `familyFields`. */
  words: string;
  /** The last day whoever has it now stays on the case beside the next one; null when they leave it at once. */
  staysUntil: CalendarDate | null;
}

/** The fields that the words to a family may hold. */
const familyFields = ['name', 'officer', 'phone', 'date'] as const satisfies FieldName[];

const RING_WITHIN_WORKING_DAYS = 2;
const RING_AT_MOST_DAYS = 14;
const STAY_AT_MOST_DAYS = 60;

/** The day by which the next officer rings where nobody says another: two days the council works from today. */
export function firstRingBy(today: CalendarDate): CalendarDate {
  const reckoned = addCouncilWorkingDays(today, RING_WITHIN_WORKING_DAYS);
  if ('on' in reckoned) return reckoned.on;
  let day = addDays(today, RING_WITHIN_WORKING_DAYS);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** The first fault of what was asked, or null (HAN1). What needs the case is asked of the case. */
export function faultInHandover(asked: HandoverAsked, today: CalendarDate): Refused | null {
  const { fromId, toId, note, ringBy, words, staysUntil } = asked;
  if (fromId !== null && fromId === toId) return refuse('toId', 'They have this case already. Choose somebody else');
  if (!note.trim()) return refuse('note', 'Write what the next officer needs to know. The family can ask to read this');
  if (!isCalendarDate(ringBy) || ringBy < today) return refuse('ringBy', 'Enter the day by which the family is rung');
  if (!isWorkingDay(ringBy)) return refuse('ringBy', `The council does not work on ${inWords(ringBy)}`);
  if (ringBy > addDays(today, RING_AT_MOST_DAYS)) return refuse('ringBy', 'Ring within two weeks');
  if (!words.trim()) return refuse('words', 'Write what the family reads');
  const [unknown] = unknownFields(words, familyFields);
  if (unknown)
    return refuse('words', `${unknown} is not a field of these words. Use {name}, {officer}, {phone} or {date}`);
  if (staysUntil === null) return null;
  if (!isCalendarDate(staysUntil) || staysUntil < today) return refuse('staysUntil', 'Enter the last day they stay');
  return staysUntil > addDays(today, STAY_AT_MOST_DAYS)
    ? refuse('staysUntil', `They stay ${STAY_AT_MOST_DAYS} days at most`)
    : null;
}

/** Who writes to the family of which change. */
export interface WordsAbout {
  from: string | null;
  /** Whether whoever has the case now writes this themselves. */
  byThemselves: boolean;
  writer: string;
}

/** The words a family reads when somebody new has their case, to be changed by whoever sends them (ux.md §11). */
export function wordsToOfficer({ from, byThemselves, writer }: WordsAbout): string {
  if (from === null)
    return `Hello {name}. From today your case officer is {officer}, {phone}. {officer} will ring you by {date}. Nothing you were promised changes. — ${writer}`;
  const change = byThemselves
    ? `From today your case officer is {officer}, {phone}. I have told {officer} everything, and {officer}`
    : `${from} is not your case officer any more. From today it is {officer}, {phone}. {officer} has a note from ${from}, so you need not tell it all again, and`;
  return `Hello {name}. ${change} will ring you by {date}. Nothing you were promised changes. — ${writer}`;
}

/** The same when nobody new has it yet. `{officer}` is then the team. */
export const wordsToTray = ({ from, writer }: WordsAbout): string =>
  `Hello {name}. ${from} is not your case officer any more. Until you have a new one, the {officer} answers you: {phone}. Somebody rings you by {date}. Nothing you were promised changes. — ${writer}`;

export interface Told {
  family: readonly string[];
  officer: string;
  phone: string;
  ringBy: CalendarDate;
}

/** "Ania and Marek". */
const together = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'everybody') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Puts what is true of one case into the words. */
export const wordsFor = (words: string, { family, officer, phone, ringBy }: Told): string =>
  fillWords(words, { name: together(family), officer, phone, date: inWords(ringBy), child: null, reason: '' });

/** HAN3: a family is never told of a change without who went, who came and whom to ring. The name that is missing, or null. */
export function missingFrom(words: string, names: { from: string | null; to: string; phone: string }): string | null {
  const squeezed = words.replace(/\s/g, '');
  const missing = [names.from, names.to].find((name) => name !== null && !words.includes(name));
  return missing ?? (squeezed.includes(names.phone.replace(/\s/g, '')) ? null : names.phone);
}
