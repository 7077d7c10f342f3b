import { printPdf } from '#domain/evidence/print/print-pdf.server.ts';
import type { Letter } from './letter.server.ts';

/** The letter as one tagged PDF (TELL14), with the address first where it is to be posted. */
export const letterPdf = ({ reference, address, blocks }: Letter): Promise<Buffer> =>
  printPdf({
    title: `The Board’s decision, ${reference}`,
    blocks: [...(address ? [{ kind: 'words' as const, words: address.join('\n') }] : []), ...blocks],
    foot: [],
  });
