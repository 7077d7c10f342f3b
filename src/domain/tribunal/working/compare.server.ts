import type { Readable } from 'node:stream';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { ReaderRefusal } from '#domain/evidence/reader/job.ts';
import { runReader } from '#domain/evidence/reader/run.server.ts';
import { partyOf } from '#domain/spaces/command.server.ts';
import { Refused } from '#domain/spaces/refusal.ts';
import { documentsOf, findSpace } from '#domain/spaces/store.server.ts';
import { held, saveWords } from '#domain/spaces/words.server.ts';
import { compare, nowOf, type Comparison } from './compare.ts';
import { asWantedBy } from './keyed.ts';
import { paragraphsIn } from './paragraphs.server.ts';
import { workingDocument } from './place.server.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What is done about a file that cannot be compared, as a person reads it. */
const because: Partial<Record<ReaderRefusal, string>> = {
  password: 'This file needs a password. Save a copy without one, and choose that.',
  macros:
    'This file can carry small programs, called macros. Save it as a plain Word document (.docx), and choose that.',
  embedded: 'This file has another file inside it. Take that out, save it again, and choose that.',
  outside:
    'This file takes parts of itself from somewhere else, such as a template. Copy its words into the Word file you downloaded here.',
  'not-word': 'This is not a Word document. Save it as a Word document (.docx), and choose that.',
  'unpacks-too-big':
    'This file becomes far too large when it is unpacked, so we did not open it. Save it again, and choose that.',
  'too-big': 'This file is too large to open. Take the pictures out, save it again, and choose that.',
  'too-slow': 'This file takes too long to open. Copy its words into the Word file you downloaded here.',
};
const damaged = 'This file is damaged and cannot be opened. Save it again as a Word document (.docx), and choose that.';

/** Every paragraph of a comparison also says which words of the side's own it would replace, by their hash. */
export type ComparedHere = Comparison & { shown: Record<string, string> };

/**
 * Compares a Word file with an appeal's working document, as this person's side reads it. The file is opened in a process
 * of its own that holds nothing, and is not kept. Throws `Refused` for whoever speaks for no side.
 */
export async function compareFile(
  scope: CaseScope,
  appealId: string,
  bytes: () => Readable,
): Promise<ComparedHere | { refused: string }> {
  const side = partyOf(scope);
  const read = await runReader({ do: 'words', mediaType: WORD, from: 1, to: 1 }, bytes);
  if (!('paragraphs' in read)) return { refused: ('refused' in read && because[read.refused]) || damaged };
  return underScope(scope, async (tx) => {
    const space = await findSpace(tx, scope, workingDocument(appealId));
    if (!space) throw new Refused('not-found');
    const documents = await documentsOf(tx, scope, space.spaceId);
    const shown: Record<string, string> = {};
    const ours = [];
    for (const paragraph of await paragraphsIn(tx, scope, space.spaceId)) {
      const { words, sha256 } = await held(scope, documents, side, paragraph.pointId);
      shown[paragraph.pointId] = sha256;
      const { runs, state } = paragraph;
      const forward = asWantedBy(runs, state === 'agreed' ? 'agreed' : side);
      ours.push({ ...paragraph, now: nowOf(state === 'agreed' ? '' : words, forward, runs) });
    }
    return { ...compare(side, ours, read.paragraphs), shown };
  });
}

export interface Taken {
  pointId: string;
  words: string;
  shownSha256: string;
}

/** Takes words of a file into this side's own, for the paragraphs the person chose. Gives a sentence for each it could not. */
export async function takeWords(scope: CaseScope, appealId: string, taken: readonly Taken[]): Promise<string[]> {
  const refusals: string[] = [];
  for (const { pointId, words, shownSha256 } of taken) {
    try {
      await saveWords(scope, { place: workingDocument(appealId), name: pointId, words, shownSha256 });
    } catch (thrown) {
      if (!(thrown instanceof Refused)) throw thrown;
      refusals.push(thrown.message);
    }
  }
  return refusals;
}
