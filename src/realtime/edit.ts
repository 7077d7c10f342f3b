/** One replacement in a plain text: at `at`, `removed` UTF-16 units go and `inserted` comes. */
export interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** What Yjs tells of a text event: keep so many, take so many out, put this in. */
export type Delta = readonly { retain?: number; delete?: number; insert?: unknown }[];

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
/** True between the two halves of one character, such as an emoji: cutting there would turn both into U+FFFD. */
const splitsCharacter = (text: string, index: number) =>
  index > 0 && index < text.length && isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index));

/**
 * The smallest edit from `before` to `after`, or null when they are equal.
 * `caret` is where the caret stands in `after`: in "aaa" it alone tells which "a" was typed or taken out.
 */
export function editBetween(before: string, after: string, caret: number): Edit | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let tail = 0;
  const tailMax = Math.min(shortest, Math.max(0, after.length - caret));
  while (tail < tailMax && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail++;
  let head = 0;
  while (head < shortest - tail && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  // A caret that is not at the edit (a replacement by the browser) may have left some common tail uncounted.
  while (
    tail < shortest - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (splitsCharacter(before, head) || splitsCharacter(after, head)) head--;
  if (splitsCharacter(before, before.length - tail) || splitsCharacter(after, after.length - tail)) tail--;
  return { at: head, removed: before.length - tail - head, inserted: after.slice(head, after.length - tail) };
}

/** The edits of one Yjs text event, each in the coordinates left by the one before. */
export function editsOf(delta: Delta): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const step of delta) {
    if (step.retain) at += step.retain;
    else if (step.delete) edits.push({ at, removed: step.delete, inserted: '' });
    else if (typeof step.insert === 'string') {
      edits.push({ at, removed: 0, inserted: step.insert });
      at += step.insert.length;
    }
  }
  return edits;
}

/**
 * Where a position comes to stand after somebody else's edit. Words put in exactly there go after it, unless
 * `pushed`: the start of a selection is pushed, so that it never grows over words its owner did not choose.
 */
export function positionAfter(position: number, edit: Edit, pushed = false): number {
  if (position < edit.at || (position === edit.at && !(pushed && edit.removed === 0))) return position;
  if (position >= edit.at + edit.removed) return position + edit.inserted.length - edit.removed;
  return edit.at;
}

/** Cuts words into pieces of at most `maxUnits`, never through a character: one piece is one update within the limit. */
export function pieces(words: string, maxUnits: number): string[] {
  const cut: string[] = [];
  for (let from = 0; from < words.length;) {
    let to = Math.min(words.length, from + maxUnits);
    if (splitsCharacter(words, to)) to--;
    cut.push(words.slice(from, to));
    from = to;
  }
  return cut;
}
