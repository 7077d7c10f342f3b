import type { Section } from '../pilot/report.ts';

/** One year of the figures the Ministry of Justice publishes for England, as they were quoted; null where nobody gave one. */
export interface NationalYear {
  readonly year: string;
  readonly registered: number | null;
  readonly outcomes: number | null;
  readonly decided: number | null;
  /** Decided for whoever appealed, in part too; in words, as they were quoted. */
  readonly forAppellant: string;
  readonly source: string;
}

const answer = 'Answer to a question in Parliament';
const ministry = 'Ministry of Justice, tribunal statistics';

/** Academic years, all of England. A new year is a new row. */
const nationalYears: readonly NationalYear[] = [
  row('2014/15', 3147, null, 788, '680 (86%)', answer),
  row('2015/16', 3712, null, 883, '780 (88%)', answer),
  row('2016/17', 4725, null, 1599, '1,418 (89%)', answer),
  row('2017/18', 5679, null, 2298, '2,035 (89%)', `${answer}; registered is provisional`),
  row('2018/19', 7000, 5900, null, '', 'Reported; about'),
  row('2019/20', 7900, 6700, 3800, '', 'Reported; about'),
  row('2021/22', 11052, null, null, '96%', 'Reported from the ministry’s statistics'),
  row('2022/23', 13658, 12000, 7968, '98.3%', ministry),
  row('2023/24', 21000, 17000, 11000, 'about 98.7%', `${ministry}; about`),
  row('2024/25', 25000, 20000, 14009, '99%', `${ministry}; registered and outcomes are about, decided is second-hand`),
];

function row(
  year: string,
  registered: number | null,
  outcomes: number | null,
  decided: number | null,
  forAppellant: string,
  source: string,
): NationalYear {
  return { year, registered, outcomes, decided, forAppellant, source };
}

/** LEA6. */
export const nationalSection: Section = {
  heading: 'England, as the ministry counts',
  says: [
    'These are other numbers, of all England, and cannot be put beside the ones above. “Outcomes” are what was decided, conceded and withdrawn in the year, whenever it was registered. “For whoever appealed” is of what the tribunal decided, about two in three outcomes, and counts a success in part as a success.',
    'Nothing of this is drawn with the council’s own numbers.',
  ],
  table: {
    caption: 'Appeals about special educational needs in England, academic years',
    head: ['Year', 'Registered', 'Outcomes', 'Decided', 'For whoever appealed', 'From'],
    rows: nationalYears.map((one) => [
      one.year,
      ...[one.registered, one.outcomes, one.decided].map((number) =>
        number === null ? 'Not known' : number.toLocaleString('en-GB'),
      ),
      one.forAppellant || 'Not known',
      one.source,
    ]),
  },
};
