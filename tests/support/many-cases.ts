import type { Precedent } from '../../src/domain/caselaw/precedent.ts';
import { shippedVocabulary } from '../../src/domain/caselaw/shipped.ts';

const sides = [
  'Ash',
  'Birch',
  'Cedar',
  'Dale',
  'Elm',
  'Finch',
  'Grove',
  'Heath',
  'Ivy',
  'Larch',
  'Moss',
  'Oak',
  'Reed',
  'Vale',
];
const who = [
  'The council',
  'A tribunal',
  'The plan',
  'A school',
  'A parent’s wish',
  'The evidence',
  'An order',
  'Section F',
];
const does = [
  'must weigh',
  'cannot replace',
  'has to specify',
  'need not repeat',
  'should explain',
  'may follow',
  'does not excuse',
];
const what = [
  ...['speech therapy', 'the cost of transport', 'hours of support', 'a residential placement', 'independent advice'],
  ...[
    'the views of the young person',
    'late evidence',
    'mainstream education',
    'the annual review',
    'reasonable adjustments',
  ],
];
const how = [
  'in detail',
  'before naming a school',
  'when funds are short',
  'even after transfer',
  'where needs overlap',
  'at nineteen',
];
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length]!;

/** As many made-up decided cases as asked, each right in every field, no two alike; the same ones every time. */
export const manyCases = (count: number): Precedent[] => Array.from({ length: count }, (_, at) => oneOf(at));

function oneOf(at: number): Precedent {
  const year = 2001 + (at % 25);
  const sentence = (turn: number) =>
    `${pick(who, turn)} ${pick(does, turn >> 3)} ${pick(what, turn >> 1)} ${pick(how, turn >> 2)}`;
  const { grounds, issues } = shippedVocabulary;
  return {
    id: `made-up-${at}`,
    name: `${pick(sides, at)} v ${pick(sides, at >> 4)} ${at}`,
    citation: `[${year}] UKUT ${at + 1} (AAC)`,
    court: pick(['UKUT (AAC)', 'EWCA Civ', 'EWHC (Admin)'], at >> 2),
    date: at % 3 === 0 ? String(year) : `${year}-0${1 + (at % 9)}-1${at % 9}`,
    regime: year < 2014 ? 'Statement (pre-2014)' : 'EHCP',
    grounds: [pick(grounds, at).tag],
    issues: [pick(issues, at).tag, pick(issues, at * 7 + 1).tag].filter(
      (tag, place, all) => all.indexOf(tag) === place,
    ),
    statute: [`CFA 2014 s.${19 + (at % 61)}`, `EA 1996 s.${300 + (at % 40)}`],
    appellant: pick(['parent', 'local-authority', 'young-person'], at),
    outcome: pick(['allowed', 'dismissed', 'remitted', 'other'], at >> 1),
    favours: pick(['family', 'authority', 'neutral'], at >> 2),
    principle: `${sentence(at)}. ${sentence(at * 13 + 5)}, and ${sentence(at * 29 + 11).toLowerCase()}.`,
    triage_note: `Check whether ${sentence(at * 17 + 3).toLowerCase()}.`,
    url: null,
    verified: at % 5 !== 0,
    source: `Made up, number ${at}.`,
  };
}
