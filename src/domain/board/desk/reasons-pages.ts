import { cite, pagesIn, type PackEntry } from '#domain/evidence/pack/pack.ts';
import type { PageCited } from './deciding-schema.server.ts';

/** Nobody looks up more for one reason; a longer list is a paper, not pages. */
const MOST_PAGES = 30;
const token = /^([A-G]) ?(\d{1,4}) ?([A-Z]{1,2})?(?: ?(?:-|–|to) ?([A-G])? ?(\d{1,4}))?$/i;

export type CitesRead = { pages: PageCited[] } | { fault: string };

/**
 * Reads "C41", "C41-43, D2" or "C41 to C43" against the contents of the pack (DEC2). A page that is not there, under
 * another letter or from after the freeze is a fault in words; nothing is guessed.
 */
export function readCites(typed: string, contents: readonly PackEntry[]): CitesRead {
  const parts = typed
    .split(/[,;]|\band\b|\n/i)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
  if (parts.length === 0) return { fault: 'Write the pages it rests on, like C41, or choose “the Board’s judgement”.' };
  const pages = new Map<string, PageCited>();
  for (const part of parts) {
    const read = readPart(part, contents);
    if ('fault' in read) return read;
    for (const page of read.pages) pages.set(page.cite, page);
  }
  if (pages.size > MOST_PAGES) return { fault: `Name at most ${MOST_PAGES} pages for one reason.` };
  return { pages: [...pages.values()] };
}

function readPart(part: string, contents: readonly PackEntry[]): CitesRead {
  const found = token.exec(part);
  if (!found) return { fault: `“${part}” is not a page of the pack. Write it as it is printed, like C41 or C41-43.` };
  const [, letter, from, late, lastLetter, to = from] = found as unknown as [string, string, string, ...string[]];
  if (late)
    return {
      fault: `${part.toUpperCase()} came after the pack was frozen, so no reason can rest on it yet. Ask the case officer to freeze the pack again.`,
    };
  if (Number(to) < Number(from)) return { fault: `“${part}” runs backwards. Write the smaller number first.` };
  if (Number(to) - Number(from) >= MOST_PAGES) return { fault: `Name at most ${MOST_PAGES} pages for one reason.` };
  const pages: PageCited[] = [];
  for (let number = Number(from); number <= Number(to); number += 1) {
    const page = pageAt(number, contents);
    if (!page) return { fault: `There is no page ${number} in this pack. It has ${pagesIn(contents)} pages.` };
    const wanted = number === Number(to) && lastLetter ? lastLetter : number === Number(from) ? letter : page.cite[0]!;
    if (page.cite[0] !== wanted.toUpperCase())
      return {
        fault: `Page ${number} is ${page.cite}, not ${wanted.toUpperCase()}${number}. Check which one you mean.`,
      };
    pages.push(page);
  }
  return { pages };
}

/** The page with this running number; its `evidenceItemId` is empty for a page of words, like the child's. */
export function pageAt(number: number, contents: readonly PackEntry[]): PageCited | null {
  const entry = contents.find(({ firstPage, pages }) => number >= firstPage && number < firstPage + pages);
  if (!entry) return null;
  const page = number - entry.firstPage + 1;
  return { evidenceItemId: entry.kind === 'paper' ? entry.id : '', page, cite: cite(entry, page) };
}

/** How a page that was cited is numbered in this pack now, or null when it is not in it. */
export function citeNow(
  { evidenceItemId, page, cite: then }: PageCited,
  contents: readonly PackEntry[],
): string | null {
  if (!evidenceItemId) return contents.some((entry) => entry.kind !== 'paper' && cite(entry) === then) ? then : null;
  const entry = contents.find(({ kind, id }) => kind === 'paper' && id === evidenceItemId);
  return entry && page <= entry.pages ? cite(entry, page) : null;
}

/** "C41 to C43, D2": runs of pages said as one. */
export function citesInWords(pages: readonly Pick<PageCited, 'cite'>[]): string {
  const runs: string[][] = [];
  for (const { cite: next } of pages) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const follows = last && last[0] === next[0] && Number(next.slice(1)) === Number(last.slice(1)) + 1;
    if (follows) run!.push(next);
    else runs.push([next]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]} to ${run.at(-1)}` : run[0])).join(', ');
}
