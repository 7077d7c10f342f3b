/** Every number intake and reading promise, in one place. Units are in the names. */
export const paperLimits = {
  fileMaxBytes: 25 * 1024 * 1024,
  /** All papers of one case file: some eighty of the largest. */
  caseMaxBytes: 2 * 1024 * 1024 * 1024,
  /** What one person may add within a day, on all case files together. */
  personPerDayMaxBytes: 500 * 1024 * 1024,
  /** Files on their way in at once: with the largest size, less than the reserve that is kept on the disk. */
  uploadsAtOnce: 24,
  /** Words beside the file in the form: 8,000 characters of any alphabet. */
  fieldMaxBytes: 32 * 1024,
  pagesMax: 500,
  wordsPerPageMax: 60_000,
  /** Wide enough for a phone held sideways and for a desk, small enough for mobile data. */
  pictureWidthPx: 1_100,
  /** For a screen held upright, over mobile data. */
  smallPictureWidthPx: 720,
  /** 150 dots to an inch of A4: as sharp as a good scan. */
  flattenedWidthPx: 1_240,
  pictureMaxPx: 8_000_000,
  /** A photograph of 50 megapixels; more is a trap or a scan nobody needs. */
  imageMaxPx: 50_000_000,
  /** A Word file is a ZIP archive: so many parts, and so much when all of them are unpacked. */
  wordPartsMax: 2_000,
  wordUnpackedMaxBytes: 200 * 1024 * 1024,
  readWithinMs: 45_000,
  drawWithinMs: 20_000,
  /** Every page may have to become a picture. */
  flattenWithinMs: 120_000,
  /** Words are read off pictures at leisure: so many pages in one go, so many of one paper, each within these. */
  readOffAtOnce: 8,
  readOffPagesMax: 100,
  readOffWithinMs: 60_000,
  readOffMemoryMaxBytes: 600 * 1024 * 1024,
  readerHeapMaxMb: 512,
  readerMemoryMaxBytes: 1_500 * 1024 * 1024,
  readersAtOnce: 2,
  /** Pages drawn by one reader, so that turning pages is quick. */
  drawAhead: 4,
  /** How long the page that took the paper waits for it to be read before it says "still reading". */
  waitForReadingMs: 8_000,
  /** A scanner that has not answered by then is asked again later. */
  scanWithinMs: 60_000,
  scansAtOnce: 4,
  scansWaitingMax: 32,
  /** How many papers a round takes up again, for one council. */
  takenUpAtOnce: 20,
  takeUpEveryMs: 60_000,
  /** How often standing is looked at again while a file is on its way out. */
  recheckEveryMs: 1_000,
} as const;
