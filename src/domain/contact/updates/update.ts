import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { isWorkingDay, knowsYear } from '#domain/calendar/working-days.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import type { FamilyToTell } from './due.ts';
import { fillWords, unknownFields, type FieldName } from './fill.ts';

export const updateFields = [
  'name',
  'child',
  'officer',
  'phone',
  'reason',
  'date',
] as const satisfies readonly FieldName[];
const MOST_UPDATE_WORDS = 1500;
const MOST_REASON_WORDS = 300;

/** The words an officer starts from: who, that nothing has changed, why, and when they hear again. */
export const updateTemplate =
  'Hello {name}. Nothing has changed for {child} since we last wrote. Why it waits: {reason} I will write again by {date}, even if nothing has changed. You can ring us on {phone}. {officer}';

/** One set of words for all that are told, why it waits, and the day they hear again. */
export interface Update {
  words: string;
  waitsFor: string;
  nextOn: CalendarDate;
}
export type UpdateFaults = Partial<Record<keyof Update, string>>;

/** A sentence for each field of an update that cannot be sent so (UPD1); empty when it can. */
export function faultsInUpdate({ words, waitsFor, nextOn }: Update, today: CalendarDate): UpdateFaults {
  const faults: UpdateFaults = {};
  const [unknown] = unknownFields(words, updateFields);
  if (words === '') faults.words = 'Write the update';
  else if (words.length > MOST_UPDATE_WORDS) faults.words = `Use ${MOST_UPDATE_WORDS} characters or fewer`;
  else if (unknown) faults.words = `${unknown} is not a field of an update. See the list below the box`;
  if (waitsFor === '') faults.waitsFor = 'Say why it waits';
  else if (waitsFor.length > MOST_REASON_WORDS) faults.waitsFor = `Use ${MOST_REASON_WORDS} characters or fewer`;
  const day = faultInNextDay(nextOn, today);
  if (day) faults.nextOn = day;
  return faults;
}

function faultInNextDay(nextOn: string, today: CalendarDate): string | null {
  if (!isCalendarDate(nextOn)) return 'Say when they hear again, as day, month and year';
  if (nextOn <= today) return 'The next day must be after today';
  if (!knowsYear(nextOn)) return 'We do not know the bank holidays of that year yet. Choose an earlier day';
  return isWorkingDay(nextOn) ? null : 'The council does not work on that day. Choose another';
}

/** "Sunil Rao", or on a case somebody covers "Sunil Rao, for Priya Shah". */
export const signedAs = (officer: string, awayName: string | null): string =>
  awayName ? `${officer}, for ${awayName}` : officer;

/** The update as one reader gets it. A reason ends like a sentence, so that it reads as one. */
export function updateFor(reader: FamilyToTell, update: Update, signed: string): string {
  const reason = /[.!?]$/.test(update.waitsFor) ? update.waitsFor : `${update.waitsFor}.`;
  return fillWords(update.words, {
    name: reader.name,
    child: reader.role === 'young_person' ? null : reader.child,
    officer: signed,
    phone: reader.phone,
    date: inWords(update.nextOn),
    reason,
  });
}
