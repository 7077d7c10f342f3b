import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { THE_CHILD } from './papers.ts';

/** A name that stands nowhere else, so that wherever it is found it has leaked. */
export const CANARY = 'Canarybird';

/**
 * A PDF of two pages about the child; the second line of the first names somebody. `rest` goes on the second page,
 * `unseen` into its content where nobody sees it.
 */
export async function pdfWithCanary(rest = 'The second page', unseen = ''): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const [first, second] = [pdf.addPage([400, 300]), pdf.addPage([400, 300])];
  first.drawText(`About ${THE_CHILD}`, { x: 50, y: 250, size: 14 });
  first.drawText(`${CANARY} lives there`, { x: 50, y: 200, size: 14 });
  second.drawText(`${rest} ${crypto.randomUUID()}`, { x: 50, y: 250, size: 10, lineHeight: 12 });
  if (unseen) {
    const stream = pdf.context.register(pdf.context.stream(`% ${unseen}\n`));
    second.node.normalizedEntries().Contents!.push(stream);
    second.node.set(PDFName.of('Contents'), second.node.normalizedEntries().Contents!);
  }
  return pdf.save();
}
