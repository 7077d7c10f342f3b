import mammoth from 'mammoth';
import { spelledOut } from './letters.ts';
import { notDrawn, plain, type Block, type Span } from './blocks.ts';

/** A part of a Word file as mammoth tells it, before it would become HTML. */
interface Part {
  type: string;
  children?: Part[];
  value?: string;
  styleName?: string | null;
  numbering?: { isOrdered: boolean; level: string } | null;
  isBold?: boolean;
  isItalic?: boolean;
  isUnderline?: boolean;
  isStrikethrough?: boolean;
  checked?: boolean;
  noteType?: string;
  noteId?: string;
  contentType?: string;
  read?: (as?: string) => Promise<Uint8Array>;
  notes?: { resolve(reference: Part): { body: Part[] } | undefined };
}

/**
 * The blocks of a Word file, in its own order, with its notes at the end. What was crossed out by "track changes" is not
 * in it, nor are headers and footers. Throws when the file is not one.
 */
export async function blocksOfWord(bytes: Uint8Array): Promise<Block[]> {
  let whole: Part | undefined;
  const transformDocument = (document: Part) => {
    whole = document;
    return { ...document, children: [] };
  };
  await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { transformDocument });
  if (!whole) throw new Error('No document came out of the Word file.');
  const reading: Reading = { blocks: [], counts: new Map(), noteBodies: [], document: whole };
  await takeAll(whole.children ?? [], reading);
  for (const body of reading.noteBodies) await takeAll(body, reading);
  return reading.blocks;
}

interface Reading {
  blocks: Block[];
  /** How far each list has counted: a list goes on after words in between. By the list's level, deepest last. */
  counts: Map<Part['numbering'], number>;
  noteBodies: Part[][];
  document: Part;
}

async function takeAll(parts: readonly Part[], reading: Reading): Promise<void> {
  for (const part of parts) {
    if (part.type === 'table') await takeTable(part, reading);
    else if (part.type === 'paragraph') await takeParagraph(part, reading);
    else if (part.children) await takeAll(part.children, reading);
  }
}

const HEADING = /^(?:heading|title)\s*(\d?)/i;

async function takeParagraph(part: Part, reading: Reading): Promise<void> {
  const spans = spansOf(part, reading);
  if (spans.some(({ text }) => text.trim() !== '')) reading.blocks.push(blockOf(part, spans, reading));
  reading.blocks.push(...(await picturesIn(part)));
}

function blockOf({ styleName, numbering }: Part, spans: Span[], { counts }: Reading): Block {
  const heading = HEADING.exec(styleName ?? '');
  if (heading) return { kind: 'heading', level: Math.min(3, Number(heading[1] || 1)) as 1 | 2 | 3, spans };
  if (!numbering) return { kind: 'paragraph', spans };
  const level = Math.min(8, Number(numbering.level) || 0);
  const count = (counts.get(numbering) ?? 0) + 1;
  for (const deeper of counts.keys()) if (Number(deeper!.level) > level) counts.delete(deeper);
  counts.set(numbering, count);
  return { kind: 'item', level, marker: numbering.isOrdered ? `${count}.` : '•', spans };
}

async function takeTable(table: Part, reading: Reading): Promise<void> {
  const cells = (row: Part) => (row.children ?? []).map((cell) => cellSpans(cell, reading));
  reading.blocks.push({ kind: 'table', rows: (table.children ?? []).map(cells) });
  reading.blocks.push(...(await picturesIn(table)));
}

/** The words of a cell; its paragraphs, and those of a table inside it, each begin a new line. */
function cellSpans(cell: Part, reading: Reading): Span[] {
  const paragraphs = (parts: readonly Part[]): Span[][] =>
    parts.flatMap((part) => (part.type === 'paragraph' ? [spansOf(part, reading)] : paragraphs(part.children ?? [])));
  return paragraphs(cell.children ?? []).flatMap((spans, index) => (index > 0 ? [plain('\n'), ...spans] : spans));
}

const unread = (type: string): string => ({ tab: '\t', break: '\n' })[type] ?? '';

function spansOf(part: Part, reading: Reading, look: Span = plain('')): Span[] {
  if (part.type === 'text') return [{ ...look, text: spelledOut(part.value ?? '') }];
  if (part.type === 'checkbox') return [{ ...look, text: part.checked ? '[x]' : '[ ]' }];
  if (part.type === 'noteReference') return [{ ...look, text: noteMark(part, reading) }];
  const { isBold, isItalic, isUnderline, isStrikethrough } = part;
  const own: Span = {
    text: '',
    bold: look.bold || isBold === true,
    italic: look.italic || isItalic === true,
    underline: look.underline || isUnderline === true,
    strike: look.strike || isStrikethrough === true,
  };
  const inside = (part.children ?? []).flatMap((child) => spansOf(child, reading, own));
  const mark = unread(part.type);
  return mark ? [{ ...look, text: mark }, ...inside] : inside;
}

/** Numbers a note where it is spoken of, and keeps its words for the end. */
function noteMark(reference: Part, reading: Reading): string {
  const body = reading.document.notes?.resolve(reference)?.body;
  if (!body) return '';
  const number = reading.noteBodies.length + 1;
  reading.noteBodies.push([{ type: 'paragraph', children: [{ type: 'text', value: `[${number}] ` }, ...body] }]);
  return `[${number}]`;
}

const DRAWABLE = /^image\/(?:png|jpe?g|gif|webp|tiff)$/;

async function picturesIn(part: Part): Promise<Block[]> {
  if (part.type === 'image') {
    // One that is only linked to is somewhere else, and is not fetched.
    const bytes = DRAWABLE.test(part.contentType ?? '') ? await part.read!().catch(() => null) : null;
    return [bytes ? { kind: 'picture', bytes } : notDrawn];
  }
  const found: Block[] = [];
  for (const child of part.children ?? []) found.push(...(await picturesIn(child)));
  return found;
}
