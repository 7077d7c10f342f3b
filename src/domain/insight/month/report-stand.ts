import { silenceBands, silences, ways, writers, type Writer } from './figures.ts';
import { baselineFigures, baselineInWords, everyBaseline, type BaselineFigure } from './baseline.ts';
import {
  numberSaid,
  percentOf,
  place,
  rowsFor,
  shareSaid,
  type Known,
  type MonthSection,
  type MonthTable,
} from './report.ts';
import { isClosed } from './month.ts';
import { middleOf } from './middle.ts';
import { COUNCIL, countOf, wholeOf } from './tally.ts';

const everyWriter = Object.keys(writers) as Writer[];
const FEWEST = 5;

/** The longest anybody has waited to hear from a person; of fewer than five cases nobody's own is told. */
function longestOf({ now: { tally, shown } }: Known, of: string): number | null {
  const open = shown('open', of);
  if (open === null || open < FEWEST) return null;
  return of === COUNCIL ? wholeOf(tally, 'longest') : countOf(tally, of, 'longest');
}

/** Since each family last heard from a person: a call, a meeting, a letter or words, not a machine. */
export function silenceSection(known: Known): MonthSection {
  const { shown } = known.now;
  const heading = 'How long families have heard nothing';
  if (shown('open', COUNCIL) === 0) return { heading, says: ['No case is open.'], tables: [] };
  const bars = silenceBands.flatMap((band) => {
    const value = percentOf(shown(`heard:${band}`, COUNCIL), shown('open', COUNCIL));
    return value === null
      ? []
      : [
          {
            label: silences[band],
            shown: shareSaid(shown(`heard:${band}`, COUNCIL), shown('open', COUNCIL)),
            value,
            range: null,
          },
        ];
  });
  return {
    heading,
    says: [
      'Counted are open cases, by when somebody of the council last spoke or wrote to the family. A call nobody answered and an automatic message are not hearing from a person.',
    ],
    chart:
      bars.length > 0 ? { title: 'The council: when families last heard from a person', most: 100, bars } : undefined,
    tables: [
      {
        caption: 'Open cases by when the family last heard from a person',
        head: ['Team', ...silenceBands.map((band) => silences[band]), 'Open cases', 'Longest silence'],
        rows: rowsFor(known, (of) => {
          const longest = longestOf(known, of);
          return [
            ...silenceBands.map((band) => place(shown(`heard:${band}`, of), `heard:${band}`)),
            place(shown('open', of), 'open'),
            { text: longest === null ? 'Not shown' : `${longest} ${longest === 1 ? 'day' : 'days'}` },
          ];
        }),
      },
    ],
  };
}

export const standSection = (known: Known): MonthSection => ({
  heading: 'What waits',
  says: [
    'A yearly review is late when twelve months have passed since the plan was made or last reviewed. Clauses and orders are late from the day after theirs. A case in the tray, or with no named officer, is nobody’s yet.',
  ],
  tables: [
    {
      caption: 'What waits, by team',
      head: [
        'Team',
        'Reviews late',
        'Reviews due in 13 weeks',
        'Clauses late',
        'Orders late',
        'Cases in the tray',
        'Cases with no named officer',
      ],
      rows: rowsFor(known, (of) =>
        ['review:late', 'review:soon', 'clause', 'order', 'tray', 'alone'].map((figure) =>
          place(known.now.shown(figure, of), figure),
        ),
      ),
    },
  ],
});

/** MON7: the same service for those who write often, who use another way, and who never write. */
export const equitySection = (known: Known): MonthSection => ({
  heading: 'The same service for everybody',
  says: [
    'Families who write often must not be served before families who do not. Here is how families reached the council and whether the replies that were due were in time; and whether those who never write hear from a person as often.',
  ],
  tables: [...waysTable(known), writersTable(known)],
});

function waysTable(known: Known): MonthTable[] {
  const { shown, tally } = known.now;
  const came = Object.entries(ways).filter(([way]) => shown(`came:${way}`, COUNCIL) !== 0);
  if (came.length === 0) return [];
  const due = (way: string) => wholeOf(tally, `way:${way}:kept`) + wholeOf(tally, `way:${way}:missed`);
  const answered = (way: string) => {
    if (due(way) > 0) return shareSaid(shown(`way:${way}:kept`, COUNCIL), shown(`way:${way}`, COUNCIL));
    return isClosed(known.month, known.today) ? 'None due' : 'Once the month is closed';
  };
  const rows = came.map(([way, name]) => ({
    ...{ name, of: COUNCIL },
    places: [place(shown(`came:${way}`, COUNCIL), `came:${way}`), { text: answered(way) }],
  }));
  return [
    { caption: 'How families reached the council', head: ['Way', 'Came in', 'Replies in time, of those due'], rows },
  ];
}

function writersTable({ now: { shown } }: Known): MonthTable {
  return {
    caption: 'Families who write, and families who do not',
    head: ['In the last year', 'Open cases', 'Heard from a person in the last 4 weeks', 'Yearly reviews late'],
    rows: everyWriter.map((who) => ({
      ...{ name: writers[who], of: COUNCIL },
      places: [
        place(shown(who, COUNCIL), who),
        { text: shareSaid(shown(`${who}:0`, COUNCIL), shown(who, COUNCIL)) },
        { text: numberSaid(shown(`${who}:late`, COUNCIL)) },
      ],
    })),
  };
}

/** What this month says of the same thing, where it counts it. */
function nowOf(known: Known, figure: BaselineFigure): string {
  const { tally, shown } = known.now;
  const kept = (kind: string) => shareSaid(shown(`${kind}:kept`, COUNCIL), shown(`${kind}:due`, COUNCIL));
  const [chases, cases, middle, longest] = [
    shown('chase', COUNCIL),
    shown('cases', COUNCIL),
    middleOf(tally, COUNCIL),
    longestOf(known, COUNCIL),
  ];
  switch (figure) {
    case 'acknowledge_percent':
      return kept('acknowledge');
    case 'reply_percent':
      return kept('reply');
    case 'call_back_percent':
      return kept('call_back');
    case 'answer_days':
      return middle ? String(middle.middle) : 'Fewer than 5';
    case 'chases_per_case':
      return chases === null || !cases ? 'Not shown' : (chases / cases).toFixed(2);
    case 'longest_silence_days':
      return numberSaid(longest);
    case 'reviews_late':
      return numberSaid(shown('review:late', COUNCIL));
    default:
      return 'Not counted by the month';
  }
}

/** MON5: what the council entered of the time before, with its source, beside what is now. */
export function baselineSection(known: Known): MonthSection {
  const heading = 'Before, and now';
  const entered = everyBaseline.filter((figure) => known.baseline.has(figure));
  if (entered.length === 0)
    return {
      heading,
      says: ['Nobody has entered yet how it was before. Without it nobody can say whether anything has changed.'],
      tables: [],
    };
  return {
    heading,
    says: [
      'What was before is what the council entered, with where it comes from. That something is different now does not say why.',
    ],
    tables: [
      {
        caption: 'The council before, and in this month',
        head: ['What', 'Before', 'This month', 'Time and source of “before”'],
        rows: entered.map((figure) => {
          const before = known.baseline.get(figure)!;
          return {
            name: baselineFigures[figure].name,
            of: COUNCIL,
            places: [
              { text: baselineInWords(before) },
              { text: nowOf(known, figure) },
              { text: `${before.period}. ${before.source}` },
            ],
          };
        }),
      },
    ],
  };
}
