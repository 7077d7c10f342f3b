import { ringDays, type CommunicationPlan, type RingTime } from './communication-plan.ts';

/** A stretch of the clock in which somebody asked not to be rung, on these weekdays (0 is Sunday). Minutes since midnight. */
export interface DontTime {
  weekdays: readonly number[];
  fromMinute: number;
  toMinute: number;
}

/** What could be read of "Please do not ring on or at". When not `sure`, somebody must read the words themselves. */
export interface DontTimes {
  times: readonly DontTime[];
  sure: boolean;
}

const DAY_MINUTES = 24 * 60;
const every = [0, 1, 2, 3, 4, 5, 6];
const weekdays: readonly [RegExp, readonly number[]][] = [
  [/^sun(day)?s?$/, [0]],
  [/^mon(day)?s?$/, [1]],
  [/^tue(s|sday|sdays)?$/, [2]],
  [/^wed(s|nesday|nesdays)?$/, [3]],
  [/^thu(r|rs|rsday|rsdays)?$/, [4]],
  [/^fri(day)?s?$/, [5]],
  [/^sat(urday)?s?$/, [6]],
  [/^weekends?$/, [0, 6]],
  [/^weekdays?$/, [1, 2, 3, 4, 5]],
];
const partsOfDay: readonly [RegExp, readonly [number, number]][] = [
  [/^mornings?$/, [0, 12 * 60]],
  [/^afternoons?$/, [12 * 60, 18 * 60]],
  [/^evenings?$/, [17 * 60, DAY_MINUTES]],
  [/^nights?$/, [18 * 60, DAY_MINUTES]],
];
/** Words that change nothing of what is asked. */
const FILLER =
  /^(please|not|never|no|dont|do|ring|rings|call|calls|phone|me|us|on|at|in|the|all|any|every|day|days|and|or)$/;
/** Words that may turn the sense round: nothing is read into such a part, and somebody must look. */
const TURNS = /\b(only|except|unless|but|fine|ok|okay|can|may|best|good|prefer)\b/;

const TIME = String.raw`(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?`;
const between = new RegExp(String.raw`\b(?:between\s+|from\s+)?${TIME}\s*(?:to|until|till|and|-|–)\s*${TIME}`);
const beforeOrAfter = new RegExp(String.raw`\b(before|after|until|till)\s+${TIME}`);

/** Reads the family's own words, part by part. What it cannot read it never guesses: it is not sure. */
export function readDontTimes(words: string): DontTimes {
  const parts = words
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[,;\n]|\.(?!\d)|\bor\b/)
    .map((part) => part.trim())
    .filter(Boolean);
  const read = parts.map(readPart);
  return { times: read.flatMap(({ times }) => times), sure: read.every(({ sure }) => sure) };
}

function readPart(part: string): DontTimes {
  if (TURNS.test(part)) return { times: [], sure: false };
  const clock = readClock(part);
  const days = new Set<number>();
  const stretches: (readonly [number, number])[] = clock.stretch ? [clock.stretch] : [];
  let sure = clock.sure;
  for (const word of clock.rest.split(/[^a-z0-9]+/).filter(Boolean)) {
    const day = weekdays.find(([name]) => name.test(word))?.[1];
    const stretch = partsOfDay.find(([name]) => name.test(word))?.[1];
    if (day) for (const each of day) days.add(each);
    else if (stretch) stretches.push(stretch);
    else if (!FILLER.test(word)) sure = false;
  }
  // "Fridays and after 3" is two things asked; "Friday mornings" and "Fridays after 3" are one.
  const apart = clock.stretch !== null && days.size > 0 && /\band\b/.test(clock.rest);
  const times = apart
    ? [whole(days), ...stretches.map((stretch) => during(every, stretch))]
    : stretches.length > 0
      ? stretches.map((stretch) => during(days.size > 0 ? [...days] : every, stretch))
      : days.size > 0
        ? [whole(days)]
        : [];
  return { times, sure: sure && times.length > 0 };
}

const whole = (days: ReadonlySet<number>): DontTime => during([...days], [0, DAY_MINUTES]);
const during = (days: readonly number[], [fromMinute, toMinute]: readonly [number, number]): DontTime => ({
  weekdays: days,
  fromMinute,
  toMinute,
});

/** Takes "between 3 and 4", "before 10" or "after 3.30" out of a part. Null when an hour might be morning or evening. */
function readClock(part: string): { stretch: readonly [number, number] | null; rest: string; sure: boolean } {
  const two = between.exec(part);
  if (two) {
    const to = minuteOf(two[4]!, two[5], two[6], 'to');
    const from = minuteOf(two[1]!, two[2], two[3] ?? two[6], 'from');
    const rest = part.replace(two[0], ' ');
    return from !== null && to !== null && from < to
      ? { stretch: [from, to], rest, sure: true }
      : { stretch: null, rest, sure: false };
  }
  const one = beforeOrAfter.exec(part);
  if (!one) return { stretch: null, rest: part, sure: true };
  const isAfter = one[1] === 'after';
  const minute = minuteOf(one[2]!, one[3], one[4], isAfter ? 'from' : 'to');
  const rest = part.replace(one[0], ' ');
  if (minute === null) return { stretch: null, rest, sure: false };
  return { stretch: isAfter ? [minute, DAY_MINUTES] : [0, minute], rest, sure: true };
}

/** An hour as families say it: "before 10" is in the morning, "after 3" in the afternoon. "After 9" may be either: null. */
function minuteOf(hour: string, minute = '0', half: string | undefined, as: 'from' | 'to'): number | null {
  const hours = Number(hour);
  if (hours > 23 || Number(minute) > 59) return null;
  if (half) return ((hours % 12) + (half === 'pm' ? 12 : 0)) * 60 + Number(minute);
  if (hours === 0 || hours >= 12) return hours * 60 + Number(minute);
  const inTheMorning = hours >= (as === 'to' ? 7 : 8);
  if (inTheMorning && as === 'from') return null;
  return (inTheMorning ? hours : hours + 12) * 60 + Number(minute);
}

/** Whether this weekday and minute lie in a time somebody asked not to be rung. */
export const isDontTime = ({ times }: DontTimes, weekday: number, minute: number): boolean =>
  times.some((one) => one.weekdays.includes(weekday) && one.fromMinute <= minute && minute < one.toMinute);

/** Whether the whole of the council's day, 9 to 5, is closed on this weekday. */
export const isDontDay = (dont: DontTimes, weekday: number): boolean => {
  for (let minute = 9 * 60; minute < 17 * 60; minute += 15) if (!isDontTime(dont, weekday, minute)) return false;
  return true;
};

type WhenToRing = Pick<CommunicationPlan, 'notOn' | 'ringOn'>;
const NOON = 12 * 60;
const closedWhen: Record<RingTime, readonly [number, number] | null> = {
  any: null,
  morning: [NOON, DAY_MINUTES],
  afternoon: [0, NOON],
  never: [0, DAY_MINUTES],
};

/** Everything somebody asked: what they chose for each day, and what they wrote beside it (CON3). `sure` is about the words. */
export function dontTimesOf({ notOn, ringOn }: WhenToRing): DontTimes {
  const chosen = ringOn.flatMap((time, day) => {
    const stretch = closedWhen[time];
    return stretch ? [during([day + 1], stretch)] : [];
  });
  const read = readDontTimes(notOn);
  return { times: [...chosen, ...read.times], sure: read.sure };
}

const notThen: Record<Exclude<RingTime, 'any'>, (day: string) => string> = {
  morning: (day) => `on ${day} after 12`,
  afternoon: (day) => `on ${day} before 12`,
  never: (day) => `on ${day}`,
};

/** When not to ring: their own words first, in quotes, then what they chose. Empty when they asked for nothing. */
export function dontTimesInWords({ notOn, ringOn }: WhenToRing): string {
  const chosen = ringOn.flatMap((time, day) => (time === 'any' ? [] : [notThen[time](ringDays[day]!)]));
  return [...(notOn.trim() ? [`“${notOn.trim()}”`] : []), ...chosen].join(', ');
}
