/** Signs no text of ours has: the database puts them around what was found, and they never reach a page. */
export const MARK_FROM = '\uE000';
export const MARK_TO = '\uE001';

export interface Piece {
  words: string;
  /** Something somebody searched for. */
  found: boolean;
}

/** Splits what the database marked into plain words, so that a page shows marks without ever being handed markup. */
export function piecesOf(marked: string): Piece[] {
  return marked.split(MARK_FROM).flatMap((part, at) => {
    const [first = '', ...rest] = part.split(MARK_TO);
    const pieces =
      at === 0
        ? [{ words: [first, ...rest].join(''), found: false }]
        : [
            { words: first, found: true },
            { words: rest.join(''), found: false },
          ];
    return pieces.filter(({ words }) => words !== '');
  });
}
