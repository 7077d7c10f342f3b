import PDFDocument from 'pdfkit';
import type { PageLine } from '../../paper.ts';
import { boxAround } from '../paragraphs.ts';
import type { Span } from './blocks.ts';
import { fontOf, type Piece } from './letters.ts';
import { setLines, type SetLine } from './typeset.ts';

const A4 = { widthPt: 595.28, heightPt: 841.89, marginPt: 62 } as const;
const LINE_HEIGHT = 1.4;
const SPACE = 0.27;
/** Where the baseline stands in a line, as a part of its height. */
const BASELINE = 0.74;

/** Pages that are filled from top to bottom. All measures in points. */
export class Sheet {
  readonly size = A4;
  readonly widthPt = A4.widthPt - 2 * A4.marginPt;
  /** The lines of each page, as they are read: every letter as it was written, whatever shape it was drawn in. */
  readonly pages: PageLine[][] = [[]];
  #paragraph = -1;
  readonly #pdf: PDFKit.PDFDocument;
  readonly #chunks: Uint8Array[] = [];
  readonly #known = new Set<string>();
  #y: number = A4.marginPt;

  constructor() {
    // No day, no name, no program: the same file makes the same copy, byte for byte.
    this.#pdf = new PDFDocument({ size: 'A4', margin: 0, info: { CreationDate: new Date(0) }, lang: 'en-GB' });
    this.#pdf.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
  }

  get leftPt(): number {
    return A4.heightPt - A4.marginPt - this.#y;
  }
  lineHeight = (size: number): number => size * LINE_HEIGHT;

  set(spans: readonly Span[], size: number, widthPt: number): SetLine[] {
    return setLines(spans, { measure: (piece) => this.#use(piece, size), widthPt, spacePt: size * SPACE });
  }

  /** Leaves room, unless a page has just begun. */
  space(points: number): void {
    if (this.#y > A4.marginPt) this.#y += points;
  }
  newPage(): void {
    this.#pdf.addPage();
    this.pages.push([]);
    // What goes on over the page is a paragraph of the new page too.
    this.#paragraph = Math.min(this.#paragraph, 0);
    this.#y = A4.marginPt;
  }
  /** Begins a new page when less than this is left of the present one. */
  need(points: number): void {
    if (this.leftPt < points && this.#y > A4.marginPt) this.newPage();
  }

  /** What is drawn from here is another paragraph. */
  newParagraph(): void {
    this.#paragraph = this.#lastParagraph() + 1;
  }
  #lastParagraph = (): number => this.pages.at(-1)!.at(-1)?.paragraph ?? -1;

  /** Draws lines one under the other, over as many pages as they take. */
  lines(lines: readonly SetLine[], size: number, indentPt = 0): void {
    for (const line of lines) {
      this.need(this.lineHeight(size));
      this.lineAt(line, size, indentPt, 0);
      this.#y += this.lineHeight(size);
    }
  }

  /** Draws one line at a distance from the left margin and from where the pen is, which stays there. */
  lineAt(line: SetLine, size: number, fromLeft: number, down: number): void {
    const baseline = this.#y + down + this.lineHeight(size) * BASELINE;
    this.#note(line, size, fromLeft, down);
    for (const piece of line.pieces) {
      this.#use(piece, size);
      const { underline, strike } = piece.look;
      const x = A4.marginPt + fromLeft + piece.x;
      this.#pdf.text(piece.text, x, baseline, { baseline: 'alphabetic', lineBreak: false, underline, strike });
    }
  }

  #note({ text, pieces }: SetLine, size: number, fromLeft: number, down: number): void {
    if (text === '') return;
    const [y, height] = [this.#y + down, this.lineHeight(size)];
    const boxes = pieces.map(({ x, width }) => ({ x: A4.marginPt + fromLeft + x, y, width, height }));
    this.pages.at(-1)!.push({ text, paragraph: Math.max(0, this.#paragraph), ...boxAround(boxes) });
  }

  /** An empty box from where the pen is. */
  box(fromLeft: number, widthPt: number, heightPt: number): void {
    this.#pdf
      .lineWidth(0.5)
      .rect(A4.marginPt + fromLeft, this.#y, widthPt, heightPt)
      .stroke();
  }
  down(points: number): void {
    this.#y += points;
  }

  /** A picture as JPEG, no larger than the page has room for. */
  picture(jpeg: Uint8Array, size: { widthPt: number; heightPt: number }): void {
    const roomPt = A4.heightPt - 2 * A4.marginPt;
    const scale = Math.min(1, this.widthPt / size.widthPt, roomPt / size.heightPt);
    this.need(size.heightPt * scale);
    this.#pdf.image(Buffer.from(jpeg), A4.marginPt, this.#y, { width: size.widthPt * scale });
    this.#y += size.heightPt * scale;
  }

  /** The bytes of the PDF. Nothing can be added afterwards. */
  async bytes(): Promise<Uint8Array> {
    const whole = new Promise<void>((ended) => this.#pdf.once('end', () => ended()));
    this.#pdf.end();
    await whole;
    return Buffer.concat(this.#chunks);
  }

  /** Takes the piece's font in hand and says how wide the piece is. */
  #use(piece: Piece, size: number): number {
    const { name, file } = fontOf(piece);
    if (!this.#known.has(name)) this.#pdf.registerFont(name, file);
    this.#known.add(name);
    return this.#pdf.font(name).fontSize(size).widthOfString(piece.text);
  }
}
