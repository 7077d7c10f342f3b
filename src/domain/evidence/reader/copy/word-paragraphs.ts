import { Refusal, type WordParagraph } from '../job.ts';
import { blocksOfWord } from './word.ts';

/** More than any plan; a file with more is no working document. */
const PARAGRAPHS_MAX = 5_000;
const CHARACTERS_MAX = 2_000_000;

/** The paragraphs of a Word file in its own order, each cell of a table as one. Throws `Refusal` for one that is too long. */
export async function paragraphsOfWord(bytes: Uint8Array): Promise<WordParagraph[]> {
  const blocks = await blocksOfWord(bytes);
  const paragraphs = blocks.flatMap((block): WordParagraph[] => {
    if (block.kind === 'picture') return [];
    if (block.kind === 'table') return block.rows.flat().map((spans) => ({ heading: false, spans }));
    return [{ heading: block.kind === 'heading', spans: block.spans }];
  });
  const written = paragraphs.filter(({ spans }) => spans.some(({ text }) => text.trim() !== ''));
  const characters = written.reduce(
    (sum, { spans }) => sum + spans.reduce((some, { text }) => some + text.length, 0),
    0,
  );
  if (written.length > PARAGRAPHS_MAX || characters > CHARACTERS_MAX) throw new Refusal('unpacks-too-big');
  return written;
}
