import { addDays, weekdayOf, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { firstByInWords, type CommunicationPlan } from '#domain/contact/communication-plan.ts';
import { dontTimesInWords, dontTimesOf, isDontDay, isDontTime } from '#domain/contact/dont-times.ts';
import { lastGoodDay, nextGoodDay, whyNoDay } from '#domain/calendar/no-days.ts';
import type { Outcome } from '../outcomes.ts';
import { isHard, tellerOf, type Try } from './who-tells.ts';

/** One parent, carer or young person, what they have said about being told, and what has been tried. */
export interface ToTell {
  personId: string;
  name: string;
  /** Why nothing may go to them before somebody has looked at who they are to the child; null when it may. */
  checkFirst: string | null;
  plan: Pick<CommunicationPlan, 'firstBy' | 'notOn' | 'ringOn'> | null;
  tries: readonly Try[];
}

export interface GateFacts {
  outcome: Outcome;
  family: readonly ToTell[];
  today: CalendarDate;
  /** Minutes since midnight in England. */
  minute: number;
  /** The last day on which the law lets the notice be sent; null when none binds. */
  statutoryOn: CalendarDate | null;
  /** The officer has read the family's own words about when not to ring, and says that now is not such a time. */
  wordsRead: boolean;
}

/** One thing that has to be so. When it is not, `sentence` says what to do and by when. */
export interface GateItem {
  what: 'told' | 'adult' | 'day' | 'time' | 'words';
  who: string | null;
  ok: boolean;
  sentence: string;
  /** Whether waiting would pass the law's date, so that it may go all the same, with a reason. */
  canGoAnyway: boolean;
}

export interface Gate {
  items: GateItem[];
  open: boolean;
  /** It may go today with a reason, because the next good day is after the law's last one. */
  mayOverride: boolean;
  nextGoodDay: CalendarDate | null;
}

const TRIES_ON_DAYS = 2;

/** What stands between a decision and the family reading it (TELL1 to TELL7). Pure and total. */
export function releaseGate(facts: GateFacts): Gate {
  const { outcome, family, today, statutoryOn } = facts;
  const hard = isHard(outcome);
  const closed = (date: CalendarDate) =>
    hard && family.some(({ plan }) => plan && isDontDay(dontTimesOf(plan), weekdayOf(date)));
  const next = hard ? nextGoodDay(addDays(today, 1), closed) : addDays(today, 1);
  const waitingBreaches = statutoryOn !== null && (next === null || next > statutoryOn);
  const tellBy = tellByDay(facts, next, closed);
  const items = [
    ...(family.length === 0 ? [nobody] : []),
    ...family.flatMap(({ personId, checkFirst }) => (checkFirst === null ? [] : [adultItem(personId, checkFirst)])),
    ...family.map((one) => toldItem(one, outcome, tellBy, waitingBreaches)),
    ...(hard ? [dayItem(today, next, waitingBreaches)] : []),
    ...(hard ? family.flatMap((one) => timeItems(one, facts, next, waitingBreaches)) : []),
  ];
  const missing = items.filter(({ ok }) => !ok);
  return {
    items,
    open: missing.length === 0,
    mayOverride: missing.length > 0 && missing.every(({ canGoAnyway }) => canGoAnyway),
    nextGoodDay: next,
  };
}

const nobody: GateItem = {
  what: 'adult',
  who: null,
  ok: false,
  sentence: 'There is nobody of the family on this case to whom this may go. Ask your senior manager today.',
  canGoAnyway: false,
};
const adultItem = (who: string, sentence: string): GateItem => ({
  what: 'adult',
  who,
  ok: false,
  sentence,
  canGoAnyway: false,
});

/** The day to tell them by: the last good one the law leaves, or when it leaves none, today. */
function tellByDay(
  { outcome, today, statutoryOn }: GateFacts,
  next: CalendarDate | null,
  closed: (date: CalendarDate) => boolean,
): CalendarDate {
  if (statutoryOn === null) return next ?? today;
  if (statutoryOn <= today) return today;
  return isHard(outcome) ? (lastGoodDay(today, statutoryOn, closed) ?? today) : statutoryOn;
}

function toldItem(one: ToTell, outcome: Outcome, tellBy: CalendarDate, waitingBreaches: boolean): GateItem {
  const { name, plan, tries } = one;
  const teller = tellerOf(outcome);
  const item = { what: 'told' as const, who: one.personId };
  const rightly = tries.filter((each) => teller.isRight(each) && teller.ways.includes(each.how));
  const told = rightly.find(({ cameOfIt }) => cameOfIt === 'told' || cameOfIt === 'declined');
  const days = new Set(rightly.map(({ on }) => on));
  const good = (sentence: string): GateItem => ({ ...item, ok: true, sentence, canGoAnyway: true });
  if (told?.cameOfIt === 'told') return good(`${name} was told by ${told.byName} on ${inWords(told.on)}.`);
  if (told) return good(`${name} was asked on ${inWords(told.on)} and would rather read it first.`);
  if (days.size >= TRIES_ON_DAYS) return good(`${name} was tried on ${days.size} different days and not reached.`);
  if (plan && plan.firstBy !== 'call')
    return good(`${name} asked not to be rung first: “${firstByInWords[plan.firstBy]}”.`);
  // TELL7: it never goes without anybody having tried, even on the law's last day.
  const canGoAnyway = waitingBreaches && tries.length > 0;
  return { ...item, ok: false, sentence: `${whatIsMissing(one, outcome, rightly)} ${byWhen(tellBy)}`, canGoAnyway };
}

function whatIsMissing({ name, tries }: ToTell, outcome: Outcome, rightly: readonly Try[]): string {
  const teller = tellerOf(outcome);
  const rule = `${teller.inWords} before ${name} reads this.`;
  if (rightly.length > 0) return `${name} has been tried on one day. Try once more on another day.`;
  const last = tries.at(-1);
  return last ? `${last.byName} has tried, but that is not enough for this answer. ${rule}` : `${rule} Nobody has yet.`;
}
const byWhen = (tellBy: CalendarDate) => `Do it by ${inWords(tellBy)}, and write it down here.`;

const goOn = (next: CalendarDate | null, waitingBreaches: boolean): string =>
  waitingBreaches
    ? 'Waiting would pass the last day the law gives, so it may go today, with a call and a reason.'
    : next === null
      ? 'We know of no good day to wait for.'
      : `The next good day is ${inWords(next)}.`;

function dayItem(today: CalendarDate, next: CalendarDate | null, waitingBreaches: boolean): GateItem {
  const because = whyNoDay(today);
  const item = { what: 'day' as const, who: null, canGoAnyway: waitingBreaches };
  return because === null
    ? { ...item, ok: true, sentence: `Today, ${inWords(today)}, is a good day for hard news.` }
    : { ...item, ok: false, sentence: `Nobody is told hard news ${because}. ${goOn(next, waitingBreaches)}` };
}

/** TELL5: never inside the times they asked us not to ring; of words we cannot read for sure, somebody says that they have read them. */
function timeItems(
  { personId, name, plan }: ToTell,
  { today, minute, wordsRead }: GateFacts,
  next: CalendarDate | null,
  waitingBreaches: boolean,
): GateItem[] {
  const asked = plan && dontTimesInWords(plan);
  if (!plan || !asked) return [];
  const dont = dontTimesOf(plan);
  const inside = isDontTime(dont, weekdayOf(today), minute);
  const said = `${name} asked us not to ring: ${asked}.`;
  const allDay = isDontDay(dont, weekdayOf(today));
  const later = allDay || waitingBreaches ? goOn(next, waitingBreaches) : 'Wait until later today or another day.';
  const time: GateItem = {
    what: 'time',
    who: personId,
    ok: !inside,
    sentence: inside ? `${said} That is now. ${later}` : `${said} Now is not such a time, as far as we can read it.`,
    canGoAnyway: waitingBreaches,
  };
  if (dont.sure) return [time];
  const sentence = wordsRead
    ? `You have read what ${name} wrote.`
    : `We cannot read all of what ${name} wrote. Read it yourself, and tick that now is not such a time.`;
  return [time, { what: 'words', who: personId, ok: wordsRead, sentence, canGoAnyway: false }];
}
