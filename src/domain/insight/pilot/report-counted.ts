import { inWords } from '#domain/calendar/words.ts';
import { mediationKinds, type MediationKind } from '#domain/mediation/mediation.ts';
import { afters, countKind, countPromises, ends, keepings, meanRating, steps } from './counted.ts';
import type { Known, Section } from './report.ts';
import { shareInWords } from '#domain/cases/share.ts';
import { shownInWords } from '#domain/cases/small-numbers.ts';

const everyKind = Object.keys(mediationKinds) as MediationKind[];
const shortly: Record<MediationKind, string> = { early_resolution: 'Early resolution', mediation: 'Mediation' };
const HIDDEN = 'Numbers under five, and what they could be worked out from, are not shown.';
const counted = ({ countedTo }: Known) => `Counted in this system, to the end of ${inWords(countedTo)}.`;
const shareOfWhole = (part: number | null, whole: number | null): string =>
  part === null || whole === null ? 'Not shown' : shareInWords(part, whole);

export function kindSection(known: Known, kind: MediationKind): Section {
  const { ends: ended, afters: after } = countKind(known.tries, kind, known.countedTo);
  const rowsOf = (names: readonly string[], { parts, whole }: typeof ended) =>
    names.map((name, index) => [name, shownInWords(parts[index]!), shareOfWhole(parts[index]!, whole)]);
  const whole = ended.whole === null ? [] : [`${ended.whole} disagreements were worked on.`];
  return {
    heading: mediationKinds[kind],
    says: [counted(known), ...whole, HIDDEN],
    table: {
      caption: `${shortly[kind]}: how disagreements ended, and what came after`,
      head: ['What', 'Disagreements', 'Share of all'],
      rows: [...rowsOf(ends, ended), ['All', shownInWords(ended.whole), ''], ...rowsOf(afters, after)],
    },
  };
}

const daysInWords = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

export function daysSection(known: Known): Section {
  const rows = everyKind.flatMap((kind) =>
    countKind(known.tries, kind, known.countedTo).days.map((one, step) => ({ kind, step: steps[step]!, ...one })),
  );
  const bars = rows.flatMap(({ kind, step, spread }) =>
    spread && step === steps.at(-1)
      ? [
          {
            ...{ label: shortly[kind], shown: `${daysInWords(spread.median)} (${spread.least} to ${spread.most})` },
            ...{ value: spread.median, range: [spread.least, spread.most] as [number, number] },
          },
        ]
      : [],
  );
  return {
    heading: 'How many days it took',
    says: [
      counted(known),
      'Only disagreements where everything was agreed. Half took fewer days than the middle number, half took more.',
      HIDDEN,
    ],
    ...(bars.length > 0 && {
      chart: { title: 'Days to settle', most: Math.max(...bars.map(({ range }) => range[1]), 1), bars },
    }),
    table: {
      caption: 'Days to settle, step by step',
      head: ['Step', 'Disagreements', 'Middle', 'Fewest to most'],
      rows: rows.map(({ kind, step, cases, spread }) => [
        ...[`${shortly[kind]}: ${step}`, shownInWords(cases)],
        ...(spread ? [daysInWords(spread.median), `${spread.least} to ${spread.most}`] : ['Not shown', 'Not shown']),
      ]),
    },
  };
}

export function promisesSection(known: Known): Section {
  const { parts, whole } = countPromises(known.promises, known.countedTo);
  const [inTime, late] = parts;
  const all = inTime === null || late === null ? null : inTime! + late!;
  const share = all === null ? [] : [`Of those whose day has come, ${shareInWords(inTime!, all)} were kept in time.`];
  return {
    heading: 'Promises of signed agreements',
    says: [
      counted(known),
      ...share,
      'Whether one is kept is what the council says, and the family can say that it is not.',
      HIDDEN,
    ],
    table: {
      caption: 'Promises of signed agreements',
      head: ['What', 'Promises'],
      rows: [...keepings.map((name, index) => [name, shownInWords(parts[index]!)]), ['All', shownInWords(whole)]],
    },
  };
}

export function ratingSection(known: Known): Section {
  return {
    heading: 'What families made of it',
    says: [
      counted(known),
      'From 1, not at all helpful, to 5, very helpful. Answering is up to them, so this is the mean of those who did.',
      HIDDEN,
    ],
    table: {
      caption: 'What families made of it',
      head: ['Kind', 'Mean', 'Answers'],
      rows: everyKind.map((kind) => {
        const found = meanRating(known.ratings, kind);
        return [
          shortly[kind],
          found ? `${found.mean.toFixed(1)} out of 5` : 'Not shown',
          shownInWords(found?.answers ?? null),
        ];
      }),
    },
  };
}
