import type { Block } from '../plan.ts';
import { EDGE_PT } from './geometry.ts';
import type { Face, Faces } from './fonts.ts';

type Element = PDFKit.PDFStructureElement;

const sizePt = { heading: [22, 15, 12], words: 12, quiet: 10.5, digits: 13, line: 10 } as const;
const QUIET = '#4a5564';
const INK = '#1b2430';
const CITE_PT = 92;
/** A heading nobody would want at the foot of a page. */
const WITH_NEXT_PT = 90;

/** Sets blocks on the pages of one document, tagged as what they are. */
export class Writer {
  /** Whether a letter had to be shown as a box. */
  lacked = false;
  readonly #document: PDFKit.PDFDocument;
  readonly #faces: Faces;

  constructor(document: PDFKit.PDFDocument, faces: Faces) {
    this.#document = document;
    this.#faces = faces;
  }

  block(into: Element, block: Block): void {
    if (block.kind === 'heading') return this.#heading(into, block.level, block.words);
    if (block.kind === 'entry') return this.#entry(into, block);
    if (block.kind === 'list') return this.#list(into, block.items);
    for (const paragraph of block.words.split(/\n{2,}/).filter((words) => words.trim() !== ''))
      this.#paragraph(into, 'P', paragraph, block.kind);
  }

  /** The running line, top centre, and how the page is cited, top right: on every sheet where it is on the papers. */
  numberLine(line: string, cite: string): void {
    const { page } = this.#document;
    this.#document.markContent('Artifact', { type: 'Pagination' });
    const put = (words: string, leftOf: (widthPt: number) => number) => {
      this.#document.font(this.#faces.stretches('plain', words)[0]?.font ?? '').fontSize(sizePt.line).fillColor(INK);
      this.#document.text(words, leftOf(this.#document.widthOfString(words)), EDGE_PT - 4, { lineBreak: false });
    };
    put(line, (widthPt) => (page.width - widthPt) / 2);
    if (cite) put(cite, (widthPt) => page.width - EDGE_PT - widthPt);
    this.#document.endMarkedContent();
  }

  #heading(into: Element, level: 1 | 2 | 3, words: string): void {
    this.#room(WITH_NEXT_PT);
    if (level > 1) this.#document.moveDown(0.6);
    this.#tagged(into, `H${level}`, words, () => this.#lines('bold', sizePt.heading[level - 1]!, words));
    this.#document.moveDown(0.3);
  }

  #paragraph(into: Element, tag: string, words: string, kind: 'words' | 'quiet' | 'digits'): void {
    this.#document.fillColor(kind === 'quiet' ? QUIET : INK);
    this.#tagged(into, tag, words, () => this.#lines('plain', sizePt[kind], words));
    this.#document.fillColor(INK).moveDown(0.6);
  }

  #list(into: Element, items: readonly string[]): void {
    const list = this.#document.struct('L');
    into.add(list);
    for (const item of items) {
      const entry = this.#document.struct('LI');
      list.add(entry);
      this.#paragraph(entry, 'LBody', `•  ${item}`, 'words');
    }
  }

  /** One line of contents: how it is cited, what it is, and a link there over the whole of it. */
  #entry(into: Element, { to, cite, words, about }: Extract<Block, { kind: 'entry' }>): void {
    const { page, x } = this.#document;
    this.#room(60);
    const top = this.#document.y;
    const item = this.#document.struct('TOCI');
    into.add(item);
    const link = this.#document.struct('Link');
    item.add(link);
    const widthPt = page.width - page.margins.right - x;
    link.add(() => {
      if (cite) this.#lines('plain', sizePt.words, cite, { width: CITE_PT });
      this.#document.y = top;
      this.#document.x = x + CITE_PT;
      this.#lines('plain', sizePt.words, words, { width: widthPt - CITE_PT });
      this.#document.fillColor(QUIET);
      if (about) this.#lines('plain', sizePt.quiet, about, { width: widthPt - CITE_PT });
      this.#document.fillColor(INK);
    });
    this.#document.x = x;
    const where = { structParent: link, Contents: new String(`${cite} ${words}`.trim()) };
    this.#document.goTo(x, top, widthPt, Math.max(12, this.#document.y - top), to, where as never);
    link.end();
    item.end();
    this.#document.moveDown(0.5);
  }

  #tagged(into: Element, tag: string, words: string, draw: () => void): void {
    const lacks = this.#faces.lacks('plain', words);
    this.lacked ||= lacks;
    const element = this.#document.struct(tag, lacks ? { actual: words } : {});
    into.add(element);
    element.add(draw);
    element.end();
  }

  /** Every line where its author broke it, in as many fonts as it needs. */
  #lines(face: Face, size: number, words: string, options: PDFKit.Mixins.TextOptions = {}): void {
    for (const line of words.split('\n')) {
      const stretches = this.#faces.stretches(face, line || ' ');
      this.#document.fontSize(size);
      for (const [at, { font, text }] of stretches.entries())
        this.#document.font(font).text(text, { lineGap: 2, ...options, continued: at < stretches.length - 1 });
    }
  }

  #room(neededPt: number): void {
    const { page, y } = this.#document;
    if (y + neededPt > page.height - page.margins.bottom) this.#document.addPage();
  }
}
