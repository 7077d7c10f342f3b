/** Why a word is asked about. It is a question to the writer, never a mark of the person. */
export const wordingFaults = {
  blames: 'It can read as blame',
  labels: 'It labels a person',
  called: 'People say for themselves what they are called',
  hard: 'It is hard to read',
} as const;
export type WordingFault = keyof typeof wordingFaults;
