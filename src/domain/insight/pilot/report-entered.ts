import { daysBetween } from '#domain/calendar/date.ts';
import { costsOf, poundsEach } from './costs.ts';
import { countInWords, poundsInWords, spellInWords, spells, type Figure, type Figures, type Spell } from './figures.ts';
import { pairInWords, pairOf, type Pair } from './pairs.ts';
import type { Bar, Section } from './report.ts';
import { THIN, shareInWords, shareOf } from '#domain/cases/share.ts';
import { shownInWords } from '#domain/cases/small-numbers.ts';

const everySpell = Object.keys(spells) as Spell[];

function shareBar(label: string, { part, whole }: Pair): Bar[] {
  if (part === null || whole === null) return [];
  const { percent, low, high } = shareOf(part, whole);
  return [{ label, shown: shareInWords(part, whole), value: whole < THIN ? null : percent, range: [low, high] }];
}

const settledInWords = (spell: Spell, { part, whole, of }: Pair): string =>
  part === null || whole === null
    ? `${spells[spell]}: the numbers are too small to show.`
    : `${spells[spell]}, ${spellInWords(of)}: ${part} of ${whole} families settled without a hearing. That is ${shareInWords(part, whole)}.`;

export function settledSection(figures: Figures): Section {
  const heading = 'How many settled without a hearing';
  const found = everySpell.flatMap((spell) => {
    const pair = pairOf(figures, spell, 'resolved', 'families');
    return pair ? [{ spell, pair }] : [];
  });
  if (found.length === 0)
    return { heading, says: ['Nobody has entered yet how many families there were and how many of them settled.'] };
  const says = found.map(({ spell, pair }) => settledInWords(spell, pair));
  const bars = found.flatMap(({ spell, pair }) => shareBar(spells[spell], pair));
  return {
    heading,
    says: [...says, 'These are the council’s own figures. Where each comes from is said at the end.'],
    ...(bars.length > 0 && { chart: { title: 'Share of families who settled without a hearing', most: 100, bars } }),
    table: {
      caption: 'Families and how many settled',
      head: ['When', 'Families', 'Settled', 'Share'],
      rows: found.map(({ spell, pair }) => [
        `${spells[spell]}, ${spellInWords(pair.of)}`,
        ...[shownInWords(pair.whole), shownInWords(pair.part), pairInWords(pair)],
      ]),
    },
  };
}

const DAYS_A_MONTH = 365.25 / 12;
const aMonth = ({ value, from, to }: Figure): number => value / ((daysBetween(from, to) + 1) / DAYS_A_MONTH);

/** PIL8: what was before and what is now are compared by the month, because they seldom cover the same length of time. */
export function changeSection(figures: Figures): Section {
  const heading = 'Before the pilot and during it';
  const both = everySpell.flatMap((spell) => figures[spell]?.appeals ?? []);
  if (both.length < everySpell.length || both.some(({ value }) => value < 5)) {
    const needed =
      'To compare, the number of appeals registered is needed for a time before the pilot and for one during it.';
    return { heading, says: [needed] };
  }
  const monthly = both.map(aMonth);
  const said = both.map(
    (one, index) =>
      `${spells[one.spell]}, ${spellInWords(one)}: ${countInWords(one.value)} appeals were registered, ${monthly[index]!.toFixed(1)} a month.`,
  );
  return {
    heading,
    says: [...said, 'This does not say why they differ.'],
    chart: {
      title: 'Appeals registered a month',
      most: Math.max(...monthly),
      bars: both.map(({ spell }, index) => ({
        ...{ label: spells[spell], shown: monthly[index]!.toFixed(1), value: monthly[index]!, range: null },
      })),
    },
    table: {
      caption: 'Appeals before the pilot and during it',
      head: ['When', 'Registered', 'A month', 'Heard', 'Share heard'],
      rows: both.map((one, index) => [
        ...[`${spells[one.spell]}, ${spellInWords(one)}`, countInWords(one.value), monthly[index]!.toFixed(1)],
        ...heardInWords(pairOf(figures, one.spell, 'heard', 'appeals')),
      ]),
    },
  };
}

const heardInWords = (pair: Pair | null): string[] =>
  pair ? [shownInWords(pair.part), pairInWords(pair)] : ['Not entered', 'Not entered'];

export function costSection(figures: Figures): Section {
  const heading = 'What each stage cost';
  const costs = costsOf(figures);
  if (costs.length === 0)
    return { heading, says: ['No cost has been entered yet together with what it paid for, for the same time.'] };
  return {
    heading,
    says: costs.map(({ stage, sum, each, leavesOut }) => `${stage}: ${sum} = ${poundsInWords(each)}. ${leavesOut}`),
    chart: {
      title: 'Cost for each, in pounds',
      most: Math.max(...costs.map(({ each }) => each), 1),
      bars: costs.map(({ stage, each }) => ({ label: stage, shown: poundsInWords(each), value: each, range: null })),
    },
    table: {
      caption: 'Cost for each, by stage',
      head: ['Stage', 'When', 'Worked out as', 'Cost for each'],
      rows: costs.map(({ stage, spell, sum, each }) => [stage, spell, sum, poundsInWords(each)]),
    },
  };
}

/** PIL7: what was not spent cannot be known from these figures, so it is a range from nothing to everything. */
export function otherwiseSection(figures: Figures): Section {
  const heading = 'What tribunal staff might have cost otherwise';
  const settled = pairOf(figures, 'during', 'resolved', 'families')?.part ?? null;
  const [before, during] = everySpell.map((spell) => poundsEach(figures, spell, 'tribunal_staffing_pounds'));
  const appeal = during ?? before ?? null;
  if (settled === null || appeal === null)
    return { heading, says: ['For this, the families who settled and the cost of tribunal staff are needed.'] };
  const most = poundsInWords(Math.round(settled * appeal));
  return {
    heading,
    says: [
      `If none of the ${settled} families who settled would have appealed: £0. If every one had: ${settled} × ${poundsInWords(appeal)} = about ${most} of tribunal staff.`,
      'The truth lies somewhere between. These figures cannot say where, so no single saving is claimed.',
    ],
    table: {
      caption: 'Tribunal staff for the families who settled',
      head: ['If', 'Cost'],
      rows: [
        ['None would have appealed', '£0'],
        ['Every one would have appealed', `About ${most}`],
      ],
    },
  };
}
