export { statuteKey } from './statutes.ts';

/** Courts that give their judgments a neutral citation: "[2016] UKUT 385 (AAC)". */
const courts: Readonly<Record<string, string>> = {
  ...{
    uksc: 'UKSC',
    ukhl: 'UKHL',
    ukpc: 'UKPC',
    ewcaciv: 'EWCA Civ',
    ewcacrim: 'EWCA Crim',
    ewhc: 'EWHC',
    ukut: 'UKUT',
  },
  ...{
    ewfc: 'EWFC',
    ewcop: 'EWCOP',
    ukftt: 'UKFTT',
    ukeat: 'UKEAT',
    eat: 'EAT',
    csih: 'CSIH',
    csoh: 'CSOH',
    nica: 'NICA',
  },
};

/** The part of a court that stands in brackets, and before the number in citations of 2001. */
const divisions: Readonly<Record<string, string>> = {
  ...{
    aac: 'AAC',
    admin: 'Admin',
    iac: 'IAC',
    lc: 'LC',
    tcc: 'TCC',
    qb: 'QB',
    kb: 'KB',
    ch: 'Ch',
    fam: 'Fam',
    hesc: 'HESC',
  },
  ...{ grc: 'GRC', comm: 'Comm', pc: 'PC', scco: 'SCCO', t: 'T', b: 'B' },
};

/** Law reports, by year, perhaps a volume, and page: "[1998] 2 WLR 884". */
const series: Readonly<Record<string, string>> = {
  ...{
    elr: 'ELR',
    fcr: 'FCR',
    flr: 'FLR',
    wlr: 'WLR',
    aller: 'All ER',
    allerd: 'All ER (D)',
    ac: 'AC',
    qb: 'QB',
    kb: 'KB',
  },
  ...{
    ch: 'Ch',
    fam: 'Fam',
    lgr: 'LGR',
    blgr: 'BLGR',
    ptsr: 'PTSR',
    aacr: 'AACR',
    icr: 'ICR',
    irlr: 'IRLR',
    ehrr: 'EHRR',
  },
  ...{ edcr: 'Ed CR', edlr: 'Ed LR', cclr: 'CCLR', ccl: 'CCL', acd: 'ACD', hlr: 'HLR', crim: 'Crim', mhlr: 'MHLR' },
};

export interface Citation {
  /** Letters and digits alone, in lower case, the division last: what is kept and compared. */
  key: string;
  words: string;
  year: number;
  /** Given by the court itself, in the year of the judgment or close to it; a law report can come years later. */
  neutral: boolean;
}

/** Every citation somebody typed, whatever the brackets, spaces and capitals. One look at each word: linear in its length. */
export function citationsIn(text: string): Citation[] {
  const tokens = tokensOf(text);
  const found: Citation[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const read = citationAt(tokens, at);
    if (!read) continue;
    if (!found.some(({ key }) => key === read.citation.key)) found.push(read.citation);
    at = read.end - 1;
  }
  return found;
}

/** The one citation a text is, with nothing before or after it; null when it is not in the form of one. */
export function citationOf(text: string): Citation | null {
  if (text.length > LONGEST_CITATION || !/^[\w [\]().]+$/.test(text)) return null;
  const tokens = tokensOf(text);
  const read = citationAt(tokens, 0);
  return read?.end === tokens.length ? read.citation : null;
}
const LONGEST_CITATION = 80;

/** What a citation is kept and found by: "[2016] UKUT 385 (AAC)" and "2016 ukut 385 aac" have one key. */
export const citationKey = (text: string): string => citationOf(text)?.key ?? tokensOf(text).join('');

const tokensOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];

/** The most words the name of a court or a report is written in: "All ER (D)". */
const NAME_WORDS = 3;

function citationAt(tokens: readonly string[], start: number): { citation: Citation; end: number } | null {
  const year = Number(tokens[start]);
  if (!/^(1[89]|20)\d\d$/.test(tokens[start] ?? '')) return null;
  const volume = /^\d{1,3}$/.test(tokens[start + 1] ?? '') ? tokens[start + 1]! : '';
  let at = start + (volume ? 2 : 1);
  let name = '';
  for (let words = 0; words < NAME_WORDS && /^[a-z]/.test(tokens[at] ?? ''); words++) name += tokens[at++]!;
  const number = tokens[at] ?? '';
  if (!name || !/^\d{1,5}$/.test(number)) return null;
  const court = volume ? null : courtNamed(name);
  if (court) return neutral(year, court, number, tokens, at + 1);
  const report = Object.hasOwn(series, name) && series[name]!;
  if (!report) return null;
  const words = `[${year}] ${volume && `${volume} `}${report} ${number}`;
  return { citation: { key: `${year}${volume}${name}${number}`, words, year, neutral: false }, end: at + 1 };
}

/** A court by its letters, with or without the division that citations of 2001 put before the number. */
function courtNamed(name: string): { court: string; division: string } | null {
  if (Object.hasOwn(courts, name)) return { court: name, division: '' };
  const court = Object.keys(courts).find(
    (one) => name.startsWith(one) && Object.hasOwn(divisions, name.slice(one.length)),
  );
  return court ? { court, division: name.slice(court.length) } : null;
}

function neutral(
  year: number,
  { court, division: before }: { court: string; division: string },
  number: string,
  tokens: readonly string[],
  next: number,
): { citation: Citation; end: number } {
  const after = !before && Object.hasOwn(divisions, tokens[next] ?? '') ? tokens[next]! : '';
  const division = before || after;
  const plain = String(Number(number));
  const words = `[${year}] ${courts[court]!} ${plain}${division && ` (${divisions[division]!})`}`;
  const citation = { key: `${year}${court}${plain}${division}`, words, year, neutral: true };
  return { citation, end: next + (after ? 1 : 0) };
}
