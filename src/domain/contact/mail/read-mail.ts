/** A file that came with a mail. */
export interface Attached {
  name: string;
  bytes: Uint8Array;
  /** Drawn by the mail program within the words, such as a badge under a name. */
  decoration: boolean;
}

/** A mail as it was read. */
export interface ReadMail {
  subject: string;
  words: string;
  attached: Attached[];
  /** How many files more there were than are ever taken. */
  tooMany: number;
  /** Words of the parts in which a mail server reports on a message, with the message that came back. */
  report: string;
}

/** What the reading process is asked. */
export interface ReadRequest {
  bytes: Uint8Array;
}
