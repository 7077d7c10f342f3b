import PDFDocument from 'pdfkit';
import type { CaseScope } from '#domain/access/scope.ts';
import { findSpace } from '#domain/spaces/store.server.ts';
import type { Tx } from '#server/db.ts';
import { formatOf } from './marks.ts';
import { paragraphsIn } from './paragraphs.server.ts';
import { workingDocument } from './place.server.ts';
import { partsOf, type PrintPart, type ToPrint } from './printed.ts';
import { looks, pageSize } from './type-size.ts';

/** Measures in points. One instance, because only its letters are used: nothing is ever drawn on it. */
let ruler: PDFKit.PDFDocument | undefined;

function heightOf({ kind, runs }: PrintPart): number {
  ruler ??= new PDFDocument({ size: 'A4' });
  const { sizePt, afterPt, bold } = looks[kind];
  const anyBold = bold || runs.some((run) => formatOf(run).bold);
  const text = runs.map((run) => run.text).join('');
  const lines = ruler
    .font(anyBold ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(sizePt)
    .heightOfString(text || ' ', { width: pageSize.widthPt });
  return lines * pageSize.lineHeight + afterPt;
}

/** How many pages of A4 the Word file fills, about: Word itself may break its lines a little differently. */
export const pagesOf = (print: ToPrint): number =>
  Math.max(1, Math.ceil(partsOf(print).reduce((sum, part) => sum + heightOf(part), 0) / pageSize.heightPt));

/**
 * About how many pages the working document of an appeal has, as its Word file is printed; null while there is none. The
 * bundle counts it against its limit.
 */
export async function workingDocumentPages(tx: Tx, scope: CaseScope, appealId: string): Promise<number | null> {
  const space = await findSpace(tx, scope, workingDocument(appealId));
  if (!space) return null;
  return pagesOf({ about: '', asAt: '', paragraphs: await paragraphsIn(tx, scope, space.spaceId) });
}
