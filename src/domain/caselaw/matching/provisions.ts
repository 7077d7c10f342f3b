/**
 * The provisions an appeal turns on, by the library's tags, written as `statuteKey` keeps them. An appeal names none itself:
 * what it is about says which. The old provision beside the present one finds cases decided before 2014.
 */
const provisionsOfGround: Readonly<Record<string, readonly string[]>> = {
  'refusal-to-assess': ['CFA 2014 s.36', 'EA 1996 s.323'],
  'refusal-to-issue': ['CFA 2014 s.37', 'CFA 2014 s.20'],
  'contents-B': ['CFA 2014 s.20', 'EA 1996 s.312'],
  'contents-F': ['CFA 2014 s.37', 'CFA 2014 s.21'],
  'contents-I': ['CFA 2014 s.39', 'CFA 2014 s.40'],
  cease: ['CFA 2014 s.45'],
  'health-social-care': ['SEND (FTT Recommendations Power) Regs 2017', 'CFA 2014 s.21'],
};
const provisionsOfIssue: Readonly<Record<string, readonly string[]>> = {
  eotas: ['CFA 2014 s.61', 'EA 1996 s.319'],
  'mainstream-right': ['CFA 2014 s.33', 'EA 1996 s.316'],
  'unreasonable-public-expenditure': ['EA 1996 s.9'],
  'parental-preference': ['EA 1996 s.9', 'CFA 2014 s.39'],
  'efficient-use-of-resources': ['CFA 2014 s.39', 'EA 1996 Sch 27'],
  'independent-school': ['CFA 2014 s.41', 'CFA 2014 s.40'],
  'education-vs-health-or-care': ['CFA 2014 s.21'],
  therapy: ['CFA 2014 s.21'],
  transport: ['EA 1996 s.508B'],
  'duty-to-secure': ['CFA 2014 s.42'],
  'child-out-of-school': ['EA 1996 s.19'],
  'annual-review': ['CFA 2014 s.44', 'SEND Regs 2014 reg.20'],
  'cease-to-maintain': ['CFA 2014 s.45', 'SEND Regs 2014 reg.31'],
  'ordinary-residence': ['CFA 2014 s.24'],
  'views-of-child': ['CFA 2014 s.19'],
  'young-person-capacity': ['CFA 2014 s.80', 'SEND Regs 2014 reg.64'],
  costs: ['HESC Rules 2008 r.10'],
  barring: ['HESC Rules 2008 r.8'],
  'strike-out': ['HESC Rules 2008 r.8'],
};

export const provisionsOf = (grounds: readonly string[], issues: readonly string[]): string[] => [
  ...new Set([
    ...grounds.flatMap((tag) => provisionsOfGround[tag] ?? []),
    ...issues.flatMap((tag) => provisionsOfIssue[tag] ?? []),
  ]),
];
