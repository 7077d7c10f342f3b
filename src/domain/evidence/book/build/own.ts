import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef, type PDFPageLeaf } from '@cantoo/pdf-lib';
import { bookObject, type OwnJob } from '../job.ts';
import { Copier } from './copy.ts';
import { layOut, type OwnPages } from './own-pages.ts';
import { Segment } from './segment.ts';

const name = PDFName.of;

/** Writes all pages of our own as one segment, and says in which font papers get their heads. */
export async function buildOwn({ firstObject, plan }: OwnJob, write: (bytes: Uint8Array) => void): Promise<void> {
  const own = await layOut(plan);
  const source = await PDFDocument.load(own.pdf, { updateMetadata: false });
  const segment = new Segment(firstObject, write);
  const copier = new Copier(source.context, segment, true);
  const structure = source.catalog.lookup(name('StructTreeRoot'), PDFDict);
  copier.stand(source.catalog.get(name('StructTreeRoot')) as PDFRef, PDFRef.of(bookObject.document));
  copier.stand(source.catalog.get(name('Pages')) as PDFRef, PDFRef.of(bookObject.pages));
  const parents = parentsOf(structure);
  const pages = source.getPages().map(({ ref, node }) => ({ node, ref: copier.ref(ref) }));
  for (const { node, ref } of pages) adopt(node, ref, { parents, copier, segment });
  partsOf(own, structure, pages, copier).forEach((part) => segment.part(part));
  const objects = own.head.objects.map((object) => copier.ref(PDFRef.of(object)).objectNumber);
  copier.finish();
  segment.end({ objects, glyphs: own.head.glyphs });
}

type Parents = Map<number, PDFArray | PDFRef>;

/** Which structure stood under which number in the laid-out document. */
function parentsOf(structure: PDFDict): Parents {
  const numbers = structure.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
  const parents: Parents = new Map();
  for (let at = 0; at < numbers.size(); at += 2)
    parents.set(numbers.lookup(at, PDFNumber).asNumber(), numbers.get(at + 1) as PDFArray | PDFRef);
  return parents;
}

interface Adopting {
  parents: Parents;
  copier: Copier;
  segment: Segment;
}

/** Numbers a page and its links anew in the structure of the whole book: by the numbers of their own objects, which are nobody else's. */
function adopt(page: PDFPageLeaf, ref: PDFRef, { parents, copier, segment }: Adopting): void {
  const renumber = (dict: PDFDict, key: string, made: PDFRef) => {
    const old = dict.lookupMaybe(name(key), PDFNumber);
    const structure = old && parents.get(old.asNumber());
    if (!structure) return;
    dict.set(name(key), PDFNumber.of(made.objectNumber));
    const copied = copier.copy(structure);
    segment.parent(made, copied instanceof PDFRef ? copied : segment.add(copied));
  };
  renumber(page, 'StructParents', ref);
  for (const link of page.lookupMaybe(name('Annots'), PDFArray)?.asArray() ?? [])
    if (link instanceof PDFRef) renumber(page.context.lookup(link, PDFDict), 'StructParent', copier.ref(link));
}

function partsOf({ parts }: OwnPages, structure: PDFDict, pages: readonly { ref: PDFRef }[], copier: Copier) {
  const elements = structure.lookup(name('K'), PDFArray).asArray();
  let next = 0;
  return parts.map(({ id, labels }, at) => ({
    id,
    element: copier.ref(elements[at] as PDFRef).objectNumber,
    sheets: labels.map((label) => ({ page: pages[next++]!.ref.objectNumber, label })),
  }));
}
