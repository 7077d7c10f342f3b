/** Acts and rules by the short names this field uses; any other keeps the name it is written with. */
const shortNames: Readonly<Record<string, string>> = {
  ...{
    cfa: 'CFA',
    'children and families act': 'CFA',
    ea: 'EA',
    'education act': 'EA',
    ca: 'CA',
    'children act': 'CA',
  },
  ...{ tcea: 'TCEA', 'tribunals, courts and enforcement act': 'TCEA', 'tribunals courts and enforcement act': 'TCEA' },
  ...{
    eqa: 'Equality Act',
    'equality act': 'Equality Act',
    mca: 'Mental Capacity Act',
    'mental capacity act': 'Mental Capacity Act',
  },
  ...{ echr: 'ECHR', 'send regs': 'SEND Regs', 'send regulations': 'SEND Regs', 'hesc rules': 'HESC Rules' },
};

/** Parts of an act, as they are written, and how they are kept. A paragraph is too fine to be found by. */
const parts: Readonly<Record<string, string>> = {
  ...{
    s: 's.',
    ss: 's.',
    section: 's.',
    sections: 's.',
    reg: 'reg.',
    regs: 'reg.',
    regulation: 'reg.',
    regulations: 'reg.',
  },
  ...{
    r: 'r.',
    rr: 'r.',
    rule: 'r.',
    rules: 'r.',
    sch: 'Sch ',
    schedule: 'Sch ',
    art: 'art.',
    arts: 'art.',
    article: 'art.',
  },
  ...{ articles: 'art.', para: '', paras: '', paragraph: '', paragraphs: '' },
};

/** A span longer than this is a slip of the pen: only its two ends are kept. No line names more than a few provisions. */
const LONGEST_SPAN = 60;
const MOST_KEYS = 200;

/**
 * The provisions one line names, each by its act and section alone, in the one way they are written here:
 * "CFA 2014 ss.24, 45" gives "CFA 2014 s.24" and "CFA 2014 s.45". "(now CFA 2014 s.42)" counts for the present provision
 * beside the old one; an act without a section is itself a key; subsections and paragraphs are left off. Linear in length.
 */
export function statuteKey(line: string): string[] {
  const keys = new Set<string>();
  for (const piece of line.split(/\(now\b|;| \/ /i)) for (const key of keysIn(piece)) keys.add(key);
  return [...keys];
}

/** "s.324" and "ss24" become two words; "(8)" and "(4)(a)" right after a number go. */
const wordsIn = (piece: string): string[] =>
  piece
    .replace(/(?<=[0-9A-Za-z)])\([0-9a-z]{1,5}\)/gi, '')
    .replace(/[–—]/g, '-')
    .replace(/\b([a-z]{1,11})\.? ?(?=\d)/gi, (whole, word: string) => (isPart(word) ? `${word} ` : whole))
    .match(/[^\s;]+/g) ?? [];

const isPart = (word: string): boolean => Object.hasOwn(parts, word.toLowerCase());
const isYear = (word: string): boolean => /^(1[89]|20)\d\d$/.test(word);
const bare = (word: string): string => word.replace(/[,.)]+$/, '');
const isNumber = (word: string): boolean => /^\d{1,4}[A-Z]{0,3}(-\d{1,4}[A-Z]{0,3})?$/i.test(word) && !isYear(word);

interface Reading {
  title: string[];
  /** The act whose sections are being read. */
  acts: string[];
  part: string | null;
  keys: string[];
}

function keysIn(piece: string): string[] {
  const reading: Reading = { title: [], acts: [], part: null, keys: [] };
  const words = wordsIn(piece);
  words.forEach((word, at) => {
    const next = bare(words[at + 1] ?? '');
    if (isPart(bare(word)) && isNumber(next)) beginPart(reading, parts[bare(word).toLowerCase()]!);
    else if (reading.part !== null && isNumber(bare(word))) addSections(reading, bare(word).toUpperCase());
    else if (reading.part === null || !/^(and|to|&|,)$/i.test(word)) continueTitle(reading, word);
  });
  closeTitle(reading);
  return reading.keys;
}

function beginPart(reading: Reading, part: string): void {
  if (reading.title.length > 0) reading.acts = actsNamed(reading.title);
  reading.title = [];
  reading.part = part;
}

function addSections({ acts, part, keys }: Reading, number: string): void {
  if (part && keys.length < MOST_KEYS)
    for (const act of acts) for (const one of spanOf(number)) keys.push(`${act} ${part}${one}`);
}

function continueTitle(reading: Reading, word: string): void {
  reading.part = null;
  reading.title.push(word);
  if (word.endsWith(',')) closeTitle(reading);
}

/** Words that name an act as a whole have its year; anything else is a remark. */
function closeTitle(reading: Reading): void {
  const acts = actsNamed(reading.title);
  reading.title = [];
  if (!acts.some((act) => /\d{4}$/.test(act))) return;
  reading.acts = acts;
  reading.keys.push(...acts);
}

/** "Education Act 1993/1996" are two acts. */
function actsNamed(words: readonly string[]): string[] {
  const plain = words.map((word) => word.replace(/[,.]+$/, ''));
  const years = /^((?:1[89]|20)\d\d)(?:\/((?:1[89]|20)\d\d))?\)?$/.exec(plain.at(-1) ?? '');
  const name = (years ? plain.slice(0, -1) : plain).join(' ');
  const short = shortNames[name.toLowerCase()] ?? name;
  if (!years) return short ? [short] : [];
  return [years[1], years[2]].filter(Boolean).map((year) => `${short} ${year}`.trim());
}

/** "38-41" is four sections, "508B-508D" three; a span that cannot be counted through is its two ends. */
function spanOf(number: string): string[] {
  const [from, to] = number.split('-');
  if (!from || !to) return [number];
  if (/^\d+$/.test(from) && /^\d+$/.test(to)) return counted(Number(from), Number(to), String) ?? [from, to];
  const [stem, first] = [from.slice(0, -1), from.codePointAt(from.length - 1)!];
  const last = to.codePointAt(to.length - 1)!;
  const letter = (code: number) => stem + String.fromCodePoint(code);
  return (to.slice(0, -1) === stem && counted(first, last, letter)) || [from, to];
}

function counted(from: number, to: number, write: (one: number) => string): string[] | null {
  if (to < from || to - from > LONGEST_SPAN) return null;
  return Array.from({ length: to - from + 1 }, (_, step) => write(from + step));
}
