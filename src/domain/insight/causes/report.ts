import { outcomes, type Outcome } from '#domain/board/outcomes.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { AppealOutcome } from '#domain/tribunal/appeal.ts';
import { count, share } from '../appeals/shown.ts';
import type { Section } from '../pilot/report.ts';
import type { Cause } from './causes.ts';
import {
  beforeAndAfter,
  boardRows,
  quarterTrend,
  splits,
  trendOf,
  type Ended,
  type Split,
  type Trend,
} from './trends.ts';

const QUARTERS_SHOWN = 8;

export interface Known {
  ended: readonly Ended[];
  causes: readonly Cause[];
  appealed: readonly { decided: string; outcome: AppealOutcome }[];
  countedTo: CalendarDate;
}

/** LEA8, LEA9: the page's tables. The same for everybody: from one to four is hidden from all. */
export function causesReport(known: Known): Section[] {
  const { ended, causes, countedTo } = known;
  const quarters = quarterTrend(ended, causes, countedTo);
  const latest = {
    ...quarters,
    columns: quarters.columns.slice(-QUARTERS_SHOWN),
    base: quarters.base.slice(-QUARTERS_SHOWN),
  };
  const rows = quarters.rows.map((row) => ({ ...row, parts: row.parts.slice(-QUARTERS_SHOWN) }));
  return [
    {
      heading: 'What is counted',
      says: [
        `Appeals of this council that had ended by ${inWords(countedTo)} and of which the tribunal team said what they came from. One appeal can have come from several things, so a column adds up to more than its appeals.`,
        'Numbers from one to four, and what they could be worked out from, are shown to nobody. No number opens a list.',
      ],
    },
    tableOf('By the quarter they ended in', { ...latest, rows }),
    ...(Object.keys(splits) as Split[]).map((split) => tableOf(splits[split].words, trendOf(ended, causes, split))),
    boardSection(known),
  ];
}

const tableOf = (heading: string, { columns, base, rows }: Trend): Section => ({
  heading,
  says: columns.length === 0 ? ['There is nothing to count yet.'] : [],
  ...(columns.length > 0 && {
    table: {
      caption: `What appeals came from: ${heading.toLowerCase()}`,
      head: ['Cause', ...columns],
      rows: [
        ...rows.map(({ label, parts }) => [label, ...parts.map(count)]),
        ['Appeals with a cause said', ...base.map(count)],
      ],
    },
  }),
});

const boardSection = ({ appealed }: Known): Section => ({
  heading: 'What the Board had decided',
  says: [
    'Of the appeals whose case is in this system: what the Board last decided before them, and how many the council then lost, in whole or in part, or did not oppose.',
    ...(appealed.length === 0 ? ['There is none yet.'] : []),
  ],
  ...(appealed.length > 0 && {
    table: {
      caption: 'What the Board had decided in cases that were appealed',
      head: ['The Board’s decision', 'Lost, or not opposed', 'Ended another way'],
      rows: boardRows(appealed).map(({ decided, lost, otherwise }) => [
        outcomes[decided as Outcome].inWords,
        count(lost),
        count(otherwise),
      ]),
    },
  }),
});

const when = { before: 'Before', during: 'It began in', after: 'After' } as const;

/** LEA10: one change, with the quarters before and after it. It says what followed, not what caused it. */
export const changeRows = (known: Known, { cause, from }: { cause: string; from: CalendarDate }): string[][] =>
  beforeAndAfter(quarterTrend(known.ended, known.causes, known.countedTo), cause, from).map((one) => [
    `${when[one.when]}: ${one.quarter.name}`,
    count(one.part),
    count(one.base),
    one.base === null ? 'Not shown' : share(one.part, one.base),
  ]);
