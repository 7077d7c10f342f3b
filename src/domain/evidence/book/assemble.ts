import { bookObject, firstFreeObject, type BuiltPart, type SegmentIndex } from './job.ts';
import type { BookPlan } from './plan.ts';

/** One segment ready to be strung in: its objects as bytes, and its index. */
export interface ReadSegment {
  objects: Uint8Array;
  index: SegmentIndex;
}

/** What the document says about itself. `id` is 32 hexadecimal digits. */
export interface BookFacts {
  id: string;
  madeAt: Date;
}

/** Text as a PDF holds it whatever letters are in it: UTF-16, in hexadecimal. */
const text = (words: string): string => `<${Buffer.from(`\ufeff${words}`, 'utf16le').swap16().toString('hex')}>`;
const xml = (words: string): string => words.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
const ref = (object: number): string => `${object} 0 R`;
const list = (items: readonly string[]): string => `[${items.join('\n')}]`;

/**
 * The whole book as a stream: the segments one after the other, then what binds them. No page is read or held again,
 * so a thousand pages need no more memory than one paper. Throws when a part of the plan was not built.
 */
export async function* bookOf(
  plan: BookPlan,
  facts: BookFacts,
  segments: AsyncIterable<ReadSegment>,
): AsyncGenerator<Uint8Array> {
  const offsets = new Map<number, number>();
  const built = new Map<string, BuiltPart>();
  const parents: SegmentIndex['parents'] = [];
  const header = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1');
  let at = header.length;
  let next: number = firstFreeObject;
  yield header;
  for await (const { objects, index } of segments) {
    index.offsets.forEach((offset, nth) => offsets.set(index.firstObject + nth, at + offset));
    next = Math.max(next, index.firstObject + index.offsets.length);
    index.parts.forEach((part) => built.set(part.id, part));
    parents.push(...index.parents);
    at += objects.length;
    yield objects;
  }
  const parts = plan.parts.map(({ id, outline }) => {
    const part = built.get(id);
    if (!part) throw new Error('A part of the book was not built.');
    return { ...part, outline };
  });
  for (const [object, body] of binding(plan, facts, parts, parents, next)) {
    const bytes = Buffer.from(`${object} 0 obj\n${body}\nendobj\n`);
    offsets.set(object, at);
    at += bytes.length;
    yield bytes;
  }
  yield Buffer.from(ending(offsets, at, facts.id), 'latin1');
}

type Bound = BuiltPart & { outline: BookPlan['parts'][number]['outline'] };

/** The objects that make one document of the segments: their numbers and how they are written. */
function binding(
  plan: BookPlan,
  facts: BookFacts,
  parts: readonly Bound[],
  parents: SegmentIndex['parents'],
  next: number,
): [number, string][] {
  const sheets = parts.flatMap((part) => part.sheets);
  const title = text(plan.title);
  const labels = sheets.map(({ label }, at) => `${at} <</P ${text(label)}>>`);
  const byKey = [...parents].sort(([a], [b]) => a - b).map(([key, object]) => `${key} ${ref(object)}`);
  const outline = outlineOf(parts, next);
  const metadata = metadataOf(plan, facts);
  const { catalog, pages, info, structure, document, parents: parentTree, metadata: about } = bookObject;
  return [
    [
      catalog,
      `<</Type /Catalog /Pages ${ref(pages)} /Lang (en-GB) /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>
/PageMode /UseOutlines /StructTreeRoot ${ref(structure)} /Metadata ${ref(about)} /Outlines ${ref(next)}
/PageLabels <</Nums ${list(labels)}>> /Names <</Dests <</Names ${list(placesOf(parts))}>>>>>>`,
    ],
    [pages, `<</Type /Pages /Count ${sheets.length} /Kids ${list(sheets.map(({ page }) => ref(page)))}>>`],
    [
      info,
      `<</Title ${title} /Subject ${text(plan.subject)} /Producer (Common Ground) /CreationDate (${moment(facts.madeAt)})>>`,
    ],
    [
      structure,
      `<</Type /StructTreeRoot /K ${ref(document)} /ParentTree ${ref(parentTree)} /ParentTreeNextKey ${parents.reduce((most, [key]) => Math.max(most, key), 0) + 1}>>`,
    ],
    [
      document,
      `<</Type /StructElem /S /Document /P ${ref(structure)} /T ${title} /K ${list(parts.map(({ element }) => ref(element)))}>>`,
    ],
    [parentTree, `<</Nums ${list(byKey)}>>`],
    [about, `<</Type /Metadata /Subtype /XML /Length ${Buffer.byteLength(metadata)}>>\nstream\n${metadata}\nendstream`],
    ...outline,
  ];
}

/** Where links lead: the first sheet of every part, under its id. Sorted, because readers search them by halves. */
const placesOf = (parts: readonly Bound[]): string[] =>
  parts
    .map(({ id, sheets }) => [Buffer.from(id).toString('hex'), sheets[0]!.page] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, page]) => `<${id}> [${ref(page)} /XYZ null null null]`);

/** The bookmarks: parts of the first level, and under each the ones of the second that follow it. */
function outlineOf(parts: readonly Bound[], root: number): [number, string][] {
  const items = parts.map(({ outline, sheets }, at) => ({ ...outline, object: root + 1 + at, page: sheets[0]!.page }));
  const over = (at: number) =>
    items[at]!.level === 1 ? -1 : items.findLastIndex(({ level }, before) => before < at && level === 1);
  const family = new Map<number, number[]>();
  items.forEach((_, at) => family.set(over(at), [...(family.get(over(at)) ?? []), at]));
  const object = (at: number | undefined) => ref(items[at!]!.object);
  const brood = (of: number) => {
    const children = family.get(of);
    return children
      ? ` /First ${object(children[0])} /Last ${object(children.at(-1))} /Count ${of < 0 ? children.length : -children.length}`
      : '';
  };
  const written = items.map(({ title, page, object: own }, at): [number, string] => {
    const siblings = family.get(over(at))!;
    const place = siblings.indexOf(at);
    const beside = (key: string, other: number | undefined) => (other === undefined ? '' : ` /${key} ${object(other)}`);
    const parent = over(at) < 0 ? root : items[over(at)]!.object;
    return [
      own,
      `<</Title ${text(title)} /Parent ${ref(parent)} /Dest [${ref(page)} /XYZ null null null]${beside('Prev', siblings[place - 1])}${beside('Next', siblings[place + 1])}${brood(at)}>>`,
    ];
  });
  return [[root, `<</Type /Outlines${brood(-1)}>>`], ...written];
}

const moment = (at: Date): string => `D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

const metadataOf = ({ title, subject }: BookPlan, { madeAt }: BookFacts): string =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${xml(subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${madeAt.toISOString()}</xmp:CreateDate><pdf:Producer>Common Ground</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;

/** The table of where every object stands, and where to begin. */
function ending(offsets: ReadonlyMap<number, number>, at: number, id: string): string {
  const size = Math.max(...offsets.keys()) + 1;
  const rows = Array.from({ length: size }, (_, object) => {
    const offset = offsets.get(object);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  return `xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size} /Root ${ref(bookObject.catalog)} /Info ${ref(bookObject.info)} /ID [<${id}> <${id}>]>>\nstartxref\n${at}\n%%EOF\n`;
}
