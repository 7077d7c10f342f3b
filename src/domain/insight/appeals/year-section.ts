import { inWords } from '#domain/calendar/words.ts';
import type { Bar, Section } from '../pilot/report.ts';
import { cohortOf, type Cohort, type Spell } from './counted.ts';
import type { Known } from './report.ts';
import { count, partsShown, share, wholeShown } from './shown.ts';

/** One number as it may be shown, and what it is of; a whole that is hidden is not named. */
interface Line {
  what: string;
  part: number | null;
  of: { whole: number; shown: boolean; name: string } | null;
}

/** LEA1, LEA2: what became of the appeals registered in one academic year, as it stood when that ended. */
export function yearSection(known: Known, year: Spell): Section {
  const asAt = year.to < known.countedTo ? year.to : known.countedTo;
  const lines = linesOf(cohortOf(known.rows, year.from, year.to, asAt), known.exact);
  const [registered, ...first] = lines;
  const bars = first.slice(0, 4).flatMap(barOf);
  return {
    heading: `Academic year ${year.name}`,
    says: [`Appeals registered from ${inWords(year.from)}, as they stood at the end of ${inWords(asAt)}.`],
    ...(bars.length > 0 && { chart: { title: `What became of them, ${year.name}`, most: registered!.part!, bars } }),
    table: {
      caption: `Appeals registered in ${year.name}`,
      head: ['What', 'Appeals', 'Share', 'Of what'],
      rows: lines.map(rowOf),
    },
  };
}

const rowOf = ({ what, part, of }: Line): string[] => [
  ...[what, count(part), of ? share(part, of.whole) : ''],
  of?.shown ? `${count(of.whole)} ${of.name}` : '',
];

const barOf = ({ what: label, part: value, of }: Line): Bar[] =>
  value === null || !of?.shown
    ? []
    : [{ label, value, shown: `${count(value)} (${share(value, of.whole)})`, range: null }];

/** Wholes and their parts: what is heard is a part of what is registered and the whole of what was decided, and so on. */
function linesOf(all: Cohort, exact: boolean): Line[] {
  const registered = exact ? all.registered : wholeShown(all.registered);
  const show = (whole: number | null, parts: number[]): (number | null)[] =>
    whole === null ? parts.map(() => null) : exact ? parts : partsShown(parts);
  const [heard, early, otherwise, open] = show(registered, [all.heard, all.resolvedEarly, all.otherwise, all.open]);
  const [decided, back, late] = show(heard!, [all.decided, all.sentBack, all.agreedLate]);
  const [family, inPart, council] = show(decided!, [all.forFamily, all.inPart, all.forCouncil]);
  const ofRegistered = { whole: all.registered, shown: registered !== null, name: 'registered' };
  const ofHeard = { whole: all.heard, shown: heard !== null, name: 'heard' };
  const ofDecided = { whole: all.decided, shown: decided !== null, name: 'decided' };
  return [
    { what: 'Registered', part: registered, of: null },
    { what: 'Heard', part: heard!, of: ofRegistered },
    { what: 'Resolved at least five days before', part: early!, of: ofRegistered },
    { what: 'Ended another way', part: otherwise!, of: ofRegistered },
    { what: 'Open at the end of the year', part: open!, of: ofRegistered },
    { what: 'Agreed in the last five days', part: late!, of: ofHeard },
    { what: 'Decided by the tribunal', part: decided!, of: ofHeard },
    { what: 'Sent back', part: back!, of: ofHeard },
    { what: 'For the family', part: family!, of: ofDecided },
    { what: 'In part', part: inPart!, of: ofDecided },
    { what: 'For the council', part: council!, of: ofDecided },
  ];
}
