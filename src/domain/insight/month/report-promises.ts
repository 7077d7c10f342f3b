import { promised, promisedKinds, type Promised } from './figures.ts';
import { monthInWords } from './month.ts';
import {
  numberSaid,
  ofAnother,
  percentOf,
  place,
  rowsFor,
  shareSaid,
  type Known,
  type MonthKnown,
  type MonthSection,
  type MonthTable,
} from './report.ts';
import { middleOf } from './middle.ts';
import { COUNCIL } from './tally.ts';

const kept = ({ shown }: MonthKnown, kind: Promised, of: string) =>
  shareSaid(shown(`${kind}:kept`, of), shown(`${kind}:due`, of));
const percent = ({ shown }: MonthKnown, kind: Promised, of: string) =>
  percentOf(shown(`${kind}:kept`, of), shown(`${kind}:due`, of));

/** MON3: what was due in the month, and how much of it was kept on its day or before. */
export function promisesSection(known: Known): MonthSection {
  const { now, running } = known;
  const due = promisedKinds.filter((kind) => now.shown(`${kind}:due`, COUNCIL) !== 0);
  const heading = 'Promises kept in time';
  if (due.length === 0) return { heading, says: ['Nothing was promised for this month.'], tables: [] };
  const bars = due.flatMap((kind) => {
    const value = percent(now, kind, COUNCIL);
    return value === null
      ? []
      : [
          {
            label: promised[kind].name,
            shown: kept(now, kind, COUNCIL),
            value,
            range: null,
          },
        ];
  });
  return {
    heading,
    says: [
      `Counted are promises whose day was in the month${running ? ' and is over' : ''}: kept is on that day or before it, by a person. An automatic answer keeps no promise to reply; a holding reply, which a person wrote, keeps the one to say that a message came.`,
      'A promise counts for the team that had the case when it was made.',
    ],
    chart: bars.length > 0 ? { title: 'The council: kept in time, of all that were due', most: 100, bars } : undefined,
    trend: replyTrend(known),
    tables: due.map((kind) => promiseTable(known, kind)),
  };
}

function replyTrend({ year }: Known): MonthSection['trend'] {
  const months = year.map(({ month, known }) => ({
    name: monthInWords(month),
    percent: known && percent(known, 'reply', COUNCIL),
  }));
  if (months.filter((one) => one.percent !== null).length < 2) return undefined;
  return { title: 'The council: replies in time, month by month', months };
}

const promiseTable = (known: Known, kind: Promised): MonthTable => ({
  caption: `${promised[kind].name}: within ${promised[kind].within}`,
  head: ['Team', 'Due', 'In time', 'Late or not done', 'In time, of those due', 'Month before', 'A year before'],
  rows: rowsFor(known, (of) => [
    ...['due', 'kept', 'missed'].map((part) => place(known.now.shown(`${kind}:${part}`, of), `${kind}:${part}`)),
    { text: kept(known.now, kind, of) },
    ofAnother(known.before, (one) => kept(one, kind, of)),
    ofAnother(known.yearAgo, (one) => kept(one, kind, of)),
  ]),
});

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
const middle = ({ tally }: MonthKnown, of: string): string => {
  const found = middleOf(tally, of);
  return found ? days(found.middle) : 'Fewer than 5';
};

/** MON4: how long a person took to answer. */
export function answersSection(known: Known): MonthSection {
  const heading = 'Time to an answer from a person';
  if (known.now.shown('reply:due', COUNCIL) === 0)
    return { heading, says: ['No reply was due in this month.'], tables: [] };
  return {
    heading,
    says: [
      'In the council’s working days, from the day a message counts as come in to the day a person answered; 0 days is the same day. Half of the answers took no longer than the middle number, and the middle half of them took between the other two.',
      'Counted are the replies that were due in the month and have been given. Those nobody has given yet are late above.',
    ],
    tables: [
      {
        caption: 'Working days to an answer',
        head: ['Team', 'Answers', 'Middle', 'Middle half', 'Middle, month before', 'Middle, a year before'],
        rows: rowsFor(known, (of) => {
          const found = middleOf(known.now.tally, of);
          return [
            place(known.now.shown('reply:given', of), 'reply:given'),
            { text: middle(known.now, of) },
            { text: found ? `${found.low} to ${days(found.high)}` : 'Fewer than 5' },
            ofAnother(known.before, (one) => middle(one, of)),
            ofAnother(known.yearAgo, (one) => middle(one, of)),
          ];
        }),
      },
    ],
  };
}

/** Chases for each open case, said with what it is made of. */
const chasesSaid = ({ shown }: MonthKnown, of: string): string => {
  const [chases, cases] = [shown('chase', of), shown('cases', of)];
  return chases === null || cases === null ? 'Not shown' : cases === 0 ? 'No cases' : (chases / cases).toFixed(2);
};

/** A message while an answer was owed already: the first complaint of families (Surrey Task Group 2024, para 59). */
export const chasesSection = (known: Known): MonthSection => ({
  heading: 'Families who had to chase',
  says: [
    'A chase is a message or call from a family while an answer to them was owed already. It is divided by the cases open at the end of the month.',
  ],
  tables: [
    {
      caption: 'Chases for each case',
      head: ['Team', 'Chases', 'Open cases', 'Chases for each case', 'Month before', 'A year before'],
      rows: rowsFor(known, (of) => [
        place(known.now.shown('chase', of), 'chase'),
        { text: numberSaid(known.now.shown('cases', of)) },
        { text: chasesSaid(known.now, of) },
        ofAnother(known.before, (one) => chasesSaid(one, of)),
        ofAnother(known.yearAgo, (one) => chasesSaid(one, of)),
      ]),
    },
  ],
});

export function callsSection(known: Known): MonthSection {
  const { shown } = known.now;
  const heading = 'Calls where nobody got through';
  if (shown('ring', COUNCIL) === 0)
    return { heading, says: ['Nobody was missed on the phone in this month.'], tables: [] };
  const soon = (one: MonthKnown, of: string) => shareSaid(one.shown('ring:soon', of), one.shown('ring', of));
  return {
    heading,
    says: [
      'A call of the month with no answer, a message left, or a wish to be rung back; and whether somebody spoke with them by the second working day after it. One whose second day is not over is not counted yet.',
    ],
    tables: [
      {
        caption: 'Spoken with after a missed call',
        head: [
          'Team',
          'Missed',
          'Spoken with in 2 working days',
          'Later, or not yet',
          'In time, of all',
          'Month before',
          'A year before',
        ],
        rows: rowsFor(known, (of) => [
          ...['ring', 'ring:soon', 'ring:late'].map((figure) => place(shown(figure, of), figure)),
          { text: soon(known.now, of) },
          ofAnother(known.before, (one) => soon(one, of)),
          ofAnother(known.yearAgo, (one) => soon(one, of)),
        ]),
      },
    ],
  };
}
