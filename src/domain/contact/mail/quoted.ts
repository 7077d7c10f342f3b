/** What stands above the older messages of a mail, and whether anything was left out. */
export interface Own {
  words: string;
  older: boolean;
}

const MARKED = /^\s*>/;
/** "On Monday, Priya wrote:", also when the line is broken in two. */
const INTRODUCES = /^\s*on\b.{0,200}\bwrote:\s*$/i;
const DIVIDES = /^\s*-{3,}\s*original message\s*-{3,}\s*$/i;

/**
 * Leaves out the older messages at the end of a mail, where they are plainly that: a block marked line by line with `>`,
 * or what a mail program puts under a line of its own. Answers between quoted lines stay, with what they answer.
 */
export function ownWords(words: string): Own {
  const lines = words.split('\n');
  const cut = Math.min(cutAtDivider(lines), cutAtMarks(lines));
  const own = lines.slice(0, cut).join('\n').trim();
  return own === '' || cut === lines.length ? { words: words.trim(), older: false } : { words: own, older: true };
}

function cutAtDivider(lines: readonly string[]): number {
  const at = lines.findIndex(
    (line, index) =>
      DIVIDES.test(line) ||
      (/^\s*from:\s/i.test(line) && lines.slice(index + 1, index + 4).some((next) => /^\s*(sent|date):\s/i.test(next))),
  );
  return at < 0 ? lines.length : at;
}

function cutAtMarks(lines: readonly string[]): number {
  let at = lines.length;
  while (at > 0 && (MARKED.test(lines[at - 1]!) || lines[at - 1]!.trim() === '')) at -= 1;
  if (!lines.slice(at).some((line) => MARKED.test(line))) return lines.length;
  for (const length of [1, 2])
    if (at >= length && INTRODUCES.test(lines.slice(at - length, at).join(' '))) return at - length;
  return at;
}
