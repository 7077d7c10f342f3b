import { PDFContext, PDFNull, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import type { BuiltPart, HeadFont, SegmentIndex } from '../job.ts';
import { INDEX_DIGITS } from '../segment-file.ts';


/**
 * Writes PDF objects one after the other under their final numbers, each once, and leaves the index at the end. Nothing
 * is kept but where they stand, so a long paper needs no more memory than a short one.
 */
export class Segment {
  /** For making objects in; what is put is not kept here. */
  readonly context = PDFContext.create();
  readonly #firstObject: number;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #offsets: number[] = [];
  readonly #parts: BuiltPart[] = [];
  readonly #parents: SegmentIndex['parents'] = [];
  #at = 0;

  constructor(firstObject: number, write: (bytes: Uint8Array) => void) {
    this.#firstObject = firstObject;
    this.#write = write;
  }

  /** The number of an object that will be put later. */
  ref(): PDFRef {
    this.#offsets.push(-1);
    return PDFRef.of(this.#firstObject + this.#offsets.length - 1);
  }

  put(ref: PDFRef, object: PDFObject): PDFRef {
    this.#offsets[ref.objectNumber - this.#firstObject] = this.#at;
    const body = new Uint8Array(object.sizeInBytes());
    object.copyBytesInto(body, 0);
    for (const bytes of [Buffer.from(`${ref.objectNumber} 0 obj\n`), body, Buffer.from('\nendobj\n')]) this.#send(bytes);
    return ref;
  }

  add = (object: PDFObject): PDFRef => this.put(this.ref(), object);

  part(part: BuiltPart): void {
    this.#parts.push(part);
  }

  /** Says which structure a page (an array of elements by content number) or a link (one element) belongs to. */
  parent(of: PDFRef, structure: PDFRef): void {
    this.#parents.push([of.objectNumber, structure.objectNumber]);
  }

  end(font: HeadFont | null = null): void {
    // Something may point at an object the source never held: it is nothing, and says so.
    this.#offsets.forEach((at, index) => at < 0 && this.put(PDFRef.of(this.#firstObject + index), PDFNull));
    const index: SegmentIndex = {
      ...{ firstObject: this.#firstObject, offsets: this.#offsets, parts: this.#parts, parents: this.#parents, font },
    };
    const text = Buffer.from(JSON.stringify(index));
    this.#send(text);
    this.#send(Buffer.from(String(text.length).padStart(INDEX_DIGITS, '0')));
  }

  #send(bytes: Uint8Array): void {
    this.#at += bytes.length;
    this.#write(bytes);
  }
}
