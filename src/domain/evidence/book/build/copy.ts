import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNull,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import type { Segment } from './segment.ts';

/** What a page is drawn with is kept under names its author chose: there a key means nothing, anywhere else it does. */
const NAMED = new Set(['Font', 'XObject', 'ColorSpace', 'Pattern', 'ExtGState', 'Shading', 'CharProcs', 'Colorants']);

/** Whatever acts, leads out, carries a file, or leads back into the document a page came from. */
const LEFT_BEHIND = new Set(
  (
    'A AA JS JavaScript OpenAction Next URI Launch Annots AcroForm Names Dests Outlines EF AF RF Ref OPI PieceInfo ' +
    'Metadata StructParent StructParents StructTreeRoot OC OCGs OCProperties Properties Alternates Parent P Kids Perms'
  ).split(' '),
);

/** Copies objects of one document into a segment, each once, under new numbers. */
export class Copier {
  readonly #from: PDFContext;
  readonly #to: Segment;
  readonly #whole: boolean;
  readonly #refs = new Map<PDFRef, PDFRef>();
  readonly #waiting: { old: PDFRef; made: PDFRef; named: boolean }[] = [];

  /** `whole` is for what we made ourselves; of anything else, what a page is not drawn with stays behind. */
  constructor(from: PDFContext, to: Segment, whole: boolean) {
    this.#from = from;
    this.#to = to;
    this.#whole = whole;
  }

  /** From now on `old` is `made`, which somebody else puts. */
  stand(old: PDFRef, made: PDFRef): void {
    this.#refs.set(old, made);
  }

  ref(old: PDFRef, named = false): PDFRef {
    const known = this.#refs.get(old);
    if (known) return known;
    const made = this.#to.ref();
    this.#refs.set(old, made);
    this.#waiting.push({ old, made, named });
    return made;
  }

  copy(object: PDFObject, named = false): PDFObject {
    if (object instanceof PDFRef) return this.ref(object, named);
    if (object instanceof PDFDict) return this.#dict(object, named);
    if (object instanceof PDFRawStream) return PDFRawStream.of(this.#dict(object.dict, false), object.contents);
    if (object instanceof PDFStream) throw new Error('A stream that was not read from a file.');
    if (!(object instanceof PDFArray)) return object;
    const copied = this.#to.context.obj([]);
    for (const item of object.asArray()) copied.push(this.copy(item));
    return copied;
  }

  /** Puts everything that was pointed at. A queue and no recursion: a file decides how deep its objects point. */
  finish(): void {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop())
      this.#to.put(next.made, this.copy(this.#from.lookup(next.old) ?? PDFNull, next.named));
  }

  #dict(from: PDFDict, named: boolean): PDFDict {
    const copied = this.#to.context.obj({});
    for (const [key, value] of from.entries()) {
      const name = key.decodeText();
      if (!this.#whole && !named && LEFT_BEHIND.has(name)) continue;
      copied.set(PDFName.of(name), this.copy(value, NAMED.has(name)));
    }
    return copied;
  }
}
