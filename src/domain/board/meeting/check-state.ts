/** Where the check before the Board stands on one case (CHK1). */
export type CheckState = 'both' | 'family_missing' | 'council_missing' | 'moved' | 'not_asked';

/** The last word of one side: what it said, and whether that was about what is there now. */
export interface Word {
  says: 'everything' | 'missing';
  words: string;
  stillStands: boolean;
}

/** What the state is worked out from. `movedSincePack`: papers came or went after the newest pack was frozen. */
export interface Checked {
  family: Word | null;
  council: Word | null;
  movedSincePack: boolean;
}

/**
 * What must be known first comes first: whoever was never asked, then whoever says that something is missing, then that
 * what was confirmed is no longer what is there.
 */
export function checkState({ family, council, movedSincePack }: Checked): CheckState {
  if (!family) return 'not_asked';
  if (family.says === 'missing') return 'family_missing';
  if (!council) return 'not_asked';
  if (council.says === 'missing') return 'council_missing';
  return family.stillStands && council.stillStands && !movedSincePack ? 'both' : 'moved';
}

/** Each state as a heading on the agenda. */
export const checkInWords: Record<CheckState, string> = {
  both: 'Both say that is everything',
  family_missing: 'The family says something is missing',
  council_missing: 'The council says something is missing',
  moved: 'Something changed since they said so',
  not_asked: 'Not asked',
};

/** The state in a sentence, with the words of whoever said them. */
export function checkSentence(checked: Checked): string {
  const { family, council } = checked;
  switch (checkState(checked)) {
    case 'both':
      return 'The family and the council have both said that everything is here.';
    case 'family_missing':
      return `The family says something is missing${quoted(family!)}`;
    case 'council_missing':
      return `The council says something is missing${quoted(council!)}`;
    case 'moved':
      return checked.movedSincePack
        ? 'A paper came or went after the papers were frozen. Freeze them again.'
        : 'The list changed after they said it was everything. Ask again.';
    case 'not_asked':
      return family
        ? 'The family has said. The council has not looked yet.'
        : 'Nobody has heard from the family whether everything is here.';
  }
}

/** Their words as they stand; a sentence of theirs that ends by itself is not ended twice. */
const quoted = ({ words, stillStands }: Word): string =>
  `: “${words}”${/[.!?]$/.test(words) ? '' : '.'}${stillStands ? '' : ' The list has changed since: ask again.'}`;
