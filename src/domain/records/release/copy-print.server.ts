import { inShort } from '#domain/calendar/words.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { csvRow } from '#domain/cases/csv.ts';
import type { PrintBlock } from '#domain/evidence/print/blocks.ts';
import { printPdfApart } from '#domain/evidence/print/print-apart.server.ts';
import { aboutInWords, exemptions, isExemption } from '../requests/request.ts';
import { partsInWords, whyNotGathered, type Part } from '../sources.ts';
import type { Copy, OneOut } from './copy.server.ts';

const because = (code: string): string =>
  isExemption(code) ? `${exemptions[code].words} (${exemptions[code].source})` : code;

const words = (text: string): PrintBlock => ({ kind: 'words', words: text });

/** The whole copy as one tagged PDF: what is held, part by part, what was kept back and why, and what one can do. */
export function copyPdf({ row, things, withheld }: Copy, council: string): Promise<Buffer> {
  const parts = (Object.keys(partsInWords) as Part[]).filter((part) => things.some((thing) => thing.part === part));
  const blocks: PrintBlock[] = [
    { kind: 'title', words: 'Your copy of what is held' },
    {
      kind: 'pairs',
      pairs: [
        { label: 'From', words: council },
        { label: 'For', words: row.askedByName },
        { label: 'You asked for', words: aboutInWords[row.about] },
        { label: 'We had your request on', words: inShort(row.receivedOn) },
        { label: 'It was gathered on', words: inShort(dateOf(row.gatheredAt!)) },
        { label: 'It was released on', words: inShort(dateOf(row.releasedAt!)) },
      ],
    },
    { kind: 'heading', words: 'What is in it' },
    { kind: 'list', items: parts.map((part) => contentsLine(part, things)) },
    ...parts.flatMap((part) => partBlocks(part, things)),
    ...keptBack(withheld),
    ...whatYouCanDo,
  ];
  return printPdfApart({
    title: 'Your copy of what is held',
    blocks,
    foot: ['Private: for the person named on the first page'],
  });
}

function contentsLine(part: Part, things: readonly OneOut[]): string {
  const count = things.filter((thing) => thing.part === part).length;
  return `${partsInWords[part]}: ${count === 1 ? '1 thing' : `${count} things`}`;
}

const heldAs = { case: 'the case’s own record', joint: 'what the family and the council share' };

const partBlocks = (part: Part, things: readonly OneOut[]): PrintBlock[] => [
  { kind: 'heading', words: partsInWords[part] },
  ...things
    .filter((thing) => thing.part === part)
    .flatMap((thing): PrintBlock[] => [
      { kind: 'small-heading', words: `${thing.number}. ${thing.title}` },
      words(thing.words.replaceAll('\t', ' · ')),
      words(`Held as: ${heldAs[thing.class]}.`),
      ...(thing.exemption ? [words(`Parts are hidden because: ${because(thing.exemption)}.`)] : []),
    ]),
];

const keptBack = (withheld: Copy['withheld']): PrintBlock[] => [
  { kind: 'heading', words: 'What is not in it' },
  ...(withheld.length === 0
    ? [words('Nothing that was gathered was kept back whole.')]
    : [
        words('This was kept back whole:'),
        {
          kind: 'list' as const,
          items: withheld.map(
            ({ exemption, number }) => `${number === 1 ? '1 thing' : `${number} things`}: ${because(exemption)}`,
          ),
        },
      ]),
  words('This is never part of a copy:'),
  { kind: 'list', items: Object.values(whyNotGathered) },
  words('What came after the day it was gathered is not in it either. Ask again for that.'),
];

const whatYouCanDo: PrintBlock[] = [
  { kind: 'heading', words: 'If you think this is wrong' },
  words(
    'Tell the council. Say what is wrong, what is missing, or what should not be hidden. You can ask to have something put right or forgotten.',
  ),
  words(
    'You can complain to the Information Commissioner’s Office, which looks after everybody’s right to see what is held about them. You can also ask a court. You do not have to pay the council for any of this.',
  ),
];

/** Who looked and who did what, as a list for a spreadsheet: when, who, what, why. */
export const historyCsv = ({ things }: Copy): string =>
  csvRow(['When', 'Who', 'What', 'Why']) +
  things
    .filter(({ part }) => part === 'history')
    .flatMap((thing) => thing.words.split('\n').map((line) => csvRow(line.split('\t'))))
    .join('');
