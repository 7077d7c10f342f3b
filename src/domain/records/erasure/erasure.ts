/** Why something is forgotten. */
export const reasonsToForget = {
  retention: 'Its time has run out',
  asked: 'The family, or whoever it is about, asked for it',
  wrong: 'It is wrong, or should never have been here',
} as const;
export type ReasonToForget = keyof typeof reasonsToForget;

/** What is forgotten: everything of a case, or one thing of it. */
export const forgettable = {
  case: 'Everything of the case',
  paper: 'One paper',
  entry: 'One message, call or meeting',
} as const;
export type Forgettable = keyof typeof forgettable;

/** What goes and what stays, in the words of the page on which a second person decides (ERA2). */
export const whatGoes: Record<Forgettable, { goes: string[]; stays: string[] }> = {
  case: {
    goes: [
      'The child’s name, birth date, numbers and school',
      'Every message, call, meeting and letter, and mail that was held',
      'Every paper, with its pictures, its words and the keys of its files, and every book made from papers',
      'Everything written together: each letter typed, and every version of it',
      'Comments, points, decisions, agreements, appeals, and what was checked of grown-ups',
      'The names and addresses of people who are known here for this case alone, and their sign-ins',
      'Everybody’s place on the case. Whoever has it open loses it at once',
      'What people wrote as their reasons, and every detail in the history',
    ],
    stays: [
      'That there was a case, under its reference, with the days it moved from step to step',
      'The history’s chain: who did what kind of thing, and when, by ids. It still proves that nothing was taken out of it',
      'This erasure: who asked, who did it, and when',
    ],
  },
  paper: {
    goes: [
      'The paper’s title, words, pages, pictures, and its file with its key',
      'Every book that held it. They can be made again without it',
      'What people said of its pages, and copies of it in requests for records',
    ],
    stays: [
      'That a paper was here, and who added it when',
      'The numbers of the pages that came after it in what the Board saw',
      'The fingerprint of what the Board saw: it is the fingerprint of what was shown then',
    ],
  },
  entry: {
    goes: ['The words of the message, call or meeting, and of the mail or letter it went by'],
    stays: [
      'That there was one, between whom, and when. So a promise that hangs on it keeps its day',
      'Papers that came with it. Each can be forgotten by itself',
    ],
  },
};

/** The id in an address somebody pasted: the last one in it, because a case comes before what lies in it. Null: none. */
export function idIn(address: string): string | null {
  return (
    address
      .toLowerCase()
      .match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)
      ?.at(-1) ?? null
  );
}
