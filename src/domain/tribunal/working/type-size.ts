import type { PrintPart } from './printed.ts';

/** The room for words on A4 inside margins of an inch, in points, and how high Arial's line is beside Helvetica's own. */
export const pageSize = {
  marginPt: 72,
  widthPt: 595.3 - 144,
  heightPt: 841.9 - 144,
  lineHeight: 1.15 / 1.156,
} as const;

/** Sizes in points. Words of a bundle may not be smaller than 12 (Practice Direction 1 of 2025). */
export const looks: Record<PrintPart['kind'], { sizePt: number; afterPt: number; bold: boolean }> = {
  title: { sizePt: 20, afterPt: 12, bold: true },
  heading: { sizePt: 14, afterPt: 8, bold: true },
  line: { sizePt: 12, afterPt: 4, bold: false },
  words: { sizePt: 12, afterPt: 9, bold: false },
};
