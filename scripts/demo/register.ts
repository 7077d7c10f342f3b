import { addDays, weekdayOf, type CalendarDate } from '#domain/calendar/date.ts';
import { endingOf, type AppealedSection, type AppealOutcome, type Ground } from '#domain/tribunal/appeal.ts';
import type { appeal } from '#domain/tribunal/schema.server.ts';

/** One made-up appeal of years past, with what it came from. */
export type PastAppeal = Omit<typeof appeal.$inferInsert, 'councilId'> & {
  endedOn: CalendarDate;
  causes: string[];
};

/** How many were registered between two days. Numbers marked published are Surrey's (Task Group report 2024, 62 and 63). */
const registered = [
  { from: '2022-09-01', to: '2022-12-16', count: 170 },
  // Published: 340 in the first half of 2023; with the others of the academic year, 594.
  { from: '2023-01-03', to: '2023-06-30', count: 340 },
  { from: '2023-07-03', to: '2023-08-31', count: 84 },
  { from: '2023-09-01', to: '2023-12-15', count: 310 },
  // Published: 653 in the first half of 2024.
  { from: '2024-01-02', to: '2024-06-28', count: 653 },
  { from: '2024-07-01', to: '2024-08-30', count: 180 },
] as const;
/** Of the 594, the first so many are over by the end of the academic year; 204 are open. */
const ENDED_IN_YEAR = 390;
const FIRST_YEAR = 594;

const firsts = [
  'Ada',
  'Ben',
  'Cora',
  'Dev',
  'Esme',
  'Finn',
  'Gia',
  'Hugo',
  'Ines',
  'Jude',
  'Kaya',
  'Liam',
  'Mina',
  'Niko',
  'Orla',
  'Piotr',
  'Rhys',
];
const lasts = [
  'Abbot',
  'Bashir',
  'Cole',
  'Dunne',
  'Ellis',
  'Farrow',
  'Goss',
  'Hale',
  'Imran',
  'Jarvis',
  'Kemp',
  'Lowe',
  'Marsh',
];
const areas = ['North', 'South', 'East', 'West'];

/** The appeals of 2022/23 and 2023/24, all ended by now. The same rows each time: nothing in them is drawn by lot. */
export function pastAppeals(): PastAppeal[] {
  const days = registered.flatMap(({ from, to, count }) => {
    const span = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
    return Array.from({ length: count }, (_, at) => workday(addDays(from, Math.floor((at * span) / count)), from));
  });
  const numbers = new Map<string, number>();
  return days.map((registeredOn, index) => {
    const year = registeredOn.slice(2, 4);
    numbers.set(year, (numbers.get(year) ?? 0) + 1);
    return pastAppeal(index, registeredOn, `EH999/${year}/${String(numbers.get(year)).padStart(5, '0')}`);
  });
}

/** The day itself or the Friday before it, but not before `first`: then the Monday after. */
function workday(day: CalendarDate, first: CalendarDate = '0000-01-01'): CalendarDate {
  const back = { 0: 2, 6: 1 }[weekdayOf(day)] ?? 0;
  const moved = addDays(day, -back);
  return moved >= first ? moved : addDays(day, weekdayOf(day) === 0 ? 1 : 2);
}

function pastAppeal(index: number, registeredOn: CalendarDate, number: string): PastAppeal {
  const { outcome, hearingOn, endedOn } =
    index < ENDED_IN_YEAR ? inYear(index, registeredOn) : later(index, registeredOn);
  const about = aboutOf(index);
  const decided = outcome === 'allowed' || outcome === 'allowed_in_part';
  return {
    ...{ number, registeredOn, papersOn: registeredOn, decisionSentOn: addDays(registeredOn, -50) },
    ...{ hearingOn, endedOn, outcome, ...endingOf(outcome), stage: 'closed', ...about },
    ...{ appellantKind: index % 23 === 0 ? 'young_person' : 'parent', area: areas[(index * 3 + (index % 7)) % 4]! },
    childName: `${firsts[index % firsts.length]} ${lasts[(index * 5) % lasts.length]}`,
    parentalRequest: index % 19 === 0 ? null : index % 3 !== 0,
    privateReport: index % 19 === 0 ? null : index % 4 === 1 || (decided && index % 2 === 0),
    causes: causesOf(index, about, registeredOn),
  };
}

/** 20% about a refusal to assess in 2022/23, and 40% in 2024, as published (63); most of the others about a plan. */
function aboutOf(index: number): { ground: Ground; sections: AppealedSection[]; issueTags: string[] } {
  if (index % 5 < (index < FIRST_YEAR ? 1 : 2))
    return { ground: 'not_assess', sections: [], issueTags: ['low-threshold-assessment'] };
  if (index % 10 === 3) return { ground: 'no_plan', sections: [], issueTags: ['necessity-of-plan'] };
  if (index % 40 === 27) return { ground: 'cease', sections: [], issueTags: ['cease-to-maintain'] };
  const sections: AppealedSection[][] = [['B', 'F'], ['F'], ['B', 'F', 'I'], ['I']];
  const about = sections[(index >> 1) % 4]!;
  const issueTags = about.includes('I') ? ['parental-preference', 'school-suitability'] : ['specificity', 'therapy'];
  return { ground: 'plan_contents', sections: about, issueTags };
}

type Ended = { outcome: AppealOutcome; hearingOn: CalendarDate; endedOn: CalendarDate };

/** 120 heard, 30 of them by consent in the last five days; 270 resolved five days before or earlier. */
function inYear(index: number, registeredOn: CalendarDate): Ended {
  const hearingOn = workday(addDays(registeredOn, 105 + (index % 3) * 7));
  const before = (days: number, outcome: AppealOutcome) => ({ outcome, hearingOn, endedOn: addDays(hearingOn, -days) });
  if (index % 13 >= 4) return earlySettled(index, registeredOn, hearingOn);
  const heard = Math.floor(index / 13) * 4 + (index % 13);
  if (heard % 4 === 0) return before((heard / 4) % 5, 'consent_order');
  const nth = Math.floor(heard / 4) * 3 + (heard % 4) - 1;
  return { outcome: decisionOf(nth), hearingOn, endedOn: addDays(hearingOn, 3 + (nth % 5)) };
}

/** Of 90: 2 sent back; of the 88 decided 2 for the council and 9 in part. */
function decisionOf(nth: number): AppealOutcome {
  if (nth === 20 || nth === 65) return 'remitted';
  if (nth === 33 || nth === 70) return 'dismissed';
  return nth % 10 === 4 ? 'allowed_in_part' : 'allowed';
}

function earlySettled(index: number, registeredOn: CalendarDate, hearingOn: CalendarDate): Ended {
  const band = index % 9;
  if (band === 8) return { outcome: 'unopposed', hearingOn, endedOn: addDays(registeredOn, 28 + (index % 5)) };
  const days = band < 2 ? 5 + (index % 5) : band < 5 ? 10 + (index % 10) : 20 + (index % 35);
  return {
    outcome: band % 3 === 0 ? 'withdrawn_resolved' : 'consent_order',
    hearingOn,
    endedOn: addDays(hearingOn, -days),
  };
}

/** Those still open when the academic year ended, and the year after: heard or settled over seven months later. */
function later(index: number, registeredOn: CalendarDate): Ended {
  const hearingOn = workday(addDays(registeredOn, 203 + (index % 8) * 7));
  if (index % 5 === 0) return { outcome: decisionOf(index % 90), hearingOn, endedOn: addDays(hearingOn, 10) };
  const outcome = index % 4 === 0 ? 'withdrawn_resolved' : 'consent_order';
  return { outcome, hearingOn, endedOn: addDays(hearingOn, -(1 + ((index * 7) % 40))) };
}

/** From October 2023 advice was asked for a week earlier and chased: it is late less often since. */
function causesOf(
  index: number,
  { ground, sections }: ReturnType<typeof aboutOf>,
  registeredOn: CalendarDate,
): string[] {
  const causes: string[] = [];
  if (ground === 'not_assess' && index % 3 !== 1) causes.push('threshold_misapplied');
  if (sections.includes('F') && index % 3 !== 0) causes.push('wording_not_specific');
  if (sections.includes('I')) causes.push('placement_reasoning');
  if (index % (registeredOn < '2023-10-01' ? 3 : 9) === 0) causes.push('late_advice');
  if (index % 6 === 2) causes.push('evidence_missing');
  return causes.length === 0 && index % 2 === 0 ? ['not_explained'] : causes;
}
