/** Every number of mail coming in, in one place. Units are in the names. */
export const mailLimits = {
  /** 30 MB of attachments are some 41 MB on their way; what is larger the mail server gives back. */
  mailMaxBytes: 48 * 1024 * 1024,
  headersMaxBytes: 256 * 1024,
  /** Taken in at the same time: each is held in memory while it is read. */
  atOnce: 4,
  readWithinMs: 20_000,
  readerHeapMaxMb: 512,
  subjectMaxCharacters: 200,
  wordsMaxCharacters: 50_000,
  attachmentsMax: 30,
  /** Pictures a mail program draws with, such as the badge under a name. */
  decorationMaxBytes: 20 * 1024,
  /** Read of what comes back when a message could not be delivered. */
  reportMaxCharacters: 200_000,
  /** From one address to one case within an hour; the next ones wait for an officer. */
  fromOneAnHour: 20,
  /** To one case within an hour, from anybody; the mail server is asked to come again later. */
  toOneCaseAnHour: 120,
} as const;
