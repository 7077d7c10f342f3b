import { addWeeks, type CalendarDate } from '#domain/calendar/date.ts';

/** The kinds of advice the law expects, and the kinds of paper somebody may add. */
export const expectedKinds = [
  'family',
  'education',
  'medical',
  'psychological',
  'social_care',
  'council_other',
  'adulthood',
  'family_request',
] as const;
export const addedKinds = ['family_own', 'request', 'plan', 'letter', 'other'] as const;
export type ExpectedKind = (typeof expectedKinds)[number];
export type PaperKind = ExpectedKind | (typeof addedKinds)[number];

export interface ExpectedPaper {
  readonly kind: ExpectedKind;
  /** Neutral: both sides read the same words. */
  readonly title: string;
  readonly who: string;
  readonly source: string;
  /** The school year from which it is expected; null when always. */
  readonly fromSchoolYear: number | null;
}

/** Whose advice a council must ask for, in the order of the regulation (EV1). */
export const expectedPapers: readonly ExpectedPaper[] = [
  {
    kind: 'family',
    title: 'What the family says',
    who: 'Family',
    source: 'SEND Regulations 2014, reg 6(1)(a)',
    fromSchoolYear: null,
  },
  {
    kind: 'education',
    title: 'Nursery, school or college report',
    who: 'The head or the teacher in charge of extra help',
    source: 'reg 6(1)(b)',
    fromSchoolYear: null,
  },
  {
    kind: 'medical',
    title: 'Health report',
    who: 'A health worker named by the NHS',
    source: 'reg 6(1)(c)',
    fromSchoolYear: null,
  },
  {
    kind: 'psychological',
    title: 'Educational psychologist’s report',
    who: 'Educational psychologist',
    source: 'reg 6(1)(d)',
    fromSchoolYear: null,
  },
  { kind: 'social_care', title: 'Social care report', who: 'Social care', source: 'reg 6(1)(e)', fromSchoolYear: null },
  {
    kind: 'council_other',
    title: 'A report from anyone else the council thinks should be asked',
    who: 'Whoever the council asks',
    source: 'reg 6(1)(f)',
    fromSchoolYear: null,
  },
  {
    kind: 'adulthood',
    title: 'What will help with getting ready for adult life',
    who: 'School, college or social care',
    source: 'reg 6(1)(g)',
    fromSchoolYear: 9,
  },
  {
    kind: 'family_request',
    title: 'A report from anyone the family asked the council to ask',
    who: 'Whoever the family named',
    source: 'reg 6(1)(h)',
    fromSchoolYear: null,
  },
];

/** Whose advice is circulated before a review meeting: whoever the law says must be invited to it. */
export const reviewPapers: readonly ExpectedPaper[] = [
  {
    kind: 'family',
    title: 'What the family says, for the review',
    who: 'Family',
    source: 'SEND Regulations 2014, reg 20(2)',
    fromSchoolYear: null,
  },
  {
    kind: 'education',
    title: 'Report from the school, nursery or college, for the review',
    who: 'The head, or whoever runs the setting',
    source: 'reg 20(2)',
    fromSchoolYear: null,
  },
  {
    kind: 'council_other',
    title: 'What the council says, for the review',
    who: 'The council’s SEND officer',
    source: 'reg 20(2)',
    fromSchoolYear: null,
  },
  {
    kind: 'medical',
    title: 'Health report, for the review',
    who: 'A health worker named by the NHS',
    source: 'reg 20(2)',
    fromSchoolYear: null,
  },
  {
    kind: 'social_care',
    title: 'Social care report, for the review',
    who: 'A social care officer of the council',
    source: 'reg 20(2)',
    fromSchoolYear: null,
  },
  {
    kind: 'family_request',
    title: 'A report from anyone else who helps, for the review',
    who: 'Whoever is invited',
    source: 'reg 20(4)',
    fromSchoolYear: null,
  },
];

export type ListFor = 'request' | 'review';

/** The papers one kind of list starts with. A change in the law is a new row and a `to` on the old one, never an edit. */
export interface PaperList {
  readonly for: ListFor;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly papers: readonly ExpectedPaper[];
}

const paperLists: readonly PaperList[] = [
  { for: 'request', from: '2014-09-01', to: null, papers: expectedPapers },
  { for: 'review', from: '2014-09-01', to: null, papers: reviewPapers },
];

/** The calendar year in which the school year holding that day began: it starts on 1 September. */
const schoolYearStart = (date: CalendarDate): number => Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0);

/** The school year a child born that day is in: 0 is Reception, negative before it. */
export const schoolYearOn = (bornOn: CalendarDate, date: CalendarDate): number =>
  schoolYearStart(date) - schoolYearStart(bornOn) - 5;

/** The papers expected for a child of that age on that day. EV2: preparing for adult life from year 9. */
export const expectedFor = (bornOn: CalendarDate, date: CalendarDate, what: ListFor = 'request'): ExpectedPaper[] =>
  paperLists
    .filter((list) => list.for === what && list.from <= date && (list.to === null || date <= list.to))
    .flatMap(({ papers }) => papers)
    .filter(({ fromSchoolYear }) => fromSchoolYear === null || schoolYearOn(bornOn, date) >= fromSchoolYear);

/** EV3: advice is due within six weeks of being asked for (reg 8(1)). */
export const adviceDueOn = (askedOn: CalendarDate): CalendarDate => addWeeks(askedOn, 6);

/** The last day for asking: the decision to assess is due six weeks from the request (reg 5(1)), and asking follows at once. */
export const adviceAskedBy = (requestReceivedOn: CalendarDate): CalendarDate => addWeeks(requestReceivedOn, 6);

/** ASK9: what is said for a review goes to everybody invited at least two weeks before the meeting. */
export const reviewAdviceDueOn = (meetingOn: CalendarDate): CalendarDate => addWeeks(meetingOn, -2);
export const reviewAdviceSource = 'SEND Regulations 2014, regulation 20(4)';
