import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib';

// What hangs on a page and may hold words, or lead to another page with everything on it.
const HANGS_ON = ['Annots', 'AA', 'B', 'Metadata', 'PieceInfo', 'Thumb', 'StructParents', 'Parent', 'Tabs'];
// Letters and colours are shared by every page of most papers, and hold nothing that was hidden.
const HARMLESS = new Set(['Font', 'ColorSpace', 'Parent', 'OC']);

/**
 * The pages that cannot be kept beside the hidden ones: those that carry notes or form fields, and those that share
 * something drawn with a hidden page. Numbers from 1.
 */
export function notToBeKept(pages: readonly PDFPage[], hidden: ReadonlySet<number>): Set<number> {
  const ofHidden = new Set<string>();
  for (const [index, page] of pages.entries()) if (hidden.has(index + 1)) drawnBy(page, ofHidden);
  const unkept = new Set<number>();
  for (const [index, page] of pages.entries()) {
    const drawn = drawnBy(page, new Set());
    if (hasNotes(page) || [...drawn].some((ref) => ofHidden.has(ref))) unkept.add(index + 1);
  }
  return unkept;
}

/** The pages of a paper in their order, with the pictures in place of those that are flat, and nothing else of it. */
export async function copyInto(
  original: PDFDocument,
  pictures: Uint8Array,
  flatNumbers: readonly number[],
): Promise<Uint8Array> {
  const made = await PDFDocument.create({ updateMetadata: false });
  const flat = await made.copyPages(
    await PDFDocument.load(pictures),
    flatNumbers.map((_, index) => index),
  );
  const kept = original.getPageIndices().filter((index) => !flatNumbers.includes(index + 1));
  for (const index of kept) {
    const { node } = original.getPage(index);
    for (const name of HANGS_ON.filter((each) => each !== 'Parent')) node.delete(PDFName.of(name));
  }
  const copied = await made.copyPages(original, kept);
  for (const index of original.getPageIndices()) made.addPage(kept.includes(index) ? copied.shift()! : flat.shift()!);
  return made.save();
}

function hasNotes({ node }: PDFPage): boolean {
  const notes = node.Annots();
  if (!notes) return false;
  return notes.asArray().some((_, index) => {
    const note = notes.lookup(index);
    return !(note instanceof PDFDict) || note.get(PDFName.of('Subtype')) !== PDFName.of('Link');
  });
}

/** Adds the ids of everything a page draws with: its content, pictures, forms and patterns. */
function drawnBy(page: PDFPage, into: Set<string>): Set<string> {
  const { node } = page;
  const seen = new Set<string>();
  const look = (object: PDFObject | undefined): void => {
    if (object instanceof PDFRef) {
      if (seen.has(object.toString())) return;
      seen.add(object.toString());
      const target = node.context.lookup(object);
      if (target instanceof PDFStream) into.add(object.toString());
      return look(target);
    }
    if (object instanceof PDFArray) return object.asArray().forEach(look);
    const dictionary = object instanceof PDFStream ? object.dict : object;
    if (!(dictionary instanceof PDFDict)) return;
    for (const [key, value] of dictionary.entries()) if (!HARMLESS.has(key.decodeText())) look(value);
  };
  look(node.Contents());
  look(node.get(PDFName.of('Contents')));
  look(node.Resources());
  return into;
}
