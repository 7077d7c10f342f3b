/** Every number the building of books promises, in one place. Units are in the names. */
export const bookLimits = {
  /** A long paper of fine scans; past it the paper is drawn instead, and past that only named. */
  paperWithinMs: 120_000,
  heapMaxMb: 256,
  memoryMaxBytes: 500 * 1024 * 1024,
  /** A builder that holds more than this takes no other paper. */
  reuseMaxBytes: 250 * 1024 * 1024,
  segmentMaxBytes: 256 * 1024 * 1024,
  bookMaxBytes: 2 * 1024 * 1024 * 1024,
  pictureDotsPerInch: 150,
  pictureQuality: 80,
  photoMaxPx: 2_000,
  /** How long a build stays somebody's when nothing is heard of them. */
  leaseMs: 10_000,
  /** How often it is renewed, and how soon a cancelled build stops. */
  renewEveryMs: 1_000,
  /** How soon a book is taken up that nobody is making. */
  lookForWorkEveryMs: 5_000,
} as const;
