import { mediaTypes } from '../intake/media.ts';
import type { Paper } from '../paper.ts';
import { hasUnknown } from './copy/letters.ts';

/** What people are told above a copy for reading: that it is one, and where the file itself is (EV40). Null for any other paper. */
export function copiedInWords(paper: Pick<Paper, 'mediaType'>, paragraphs: readonly string[]): string | null {
  if (!isCopied(paper)) return null;
  const { inWords } = mediaTypes[paper.mediaType];
  const copy = `This is a copy for reading. You can download the ${inWords} as it was sent, below.`;
  const drawn = !paragraphs.some(hasUnknown);
  return drawn ? copy : `${copy} Some letters on this page could not be drawn. They are in the ${inWords}.`;
}

/** Whether people read a copy of this kind of file rather than the file. */
export const isCopied = ({ mediaType }: Pick<Paper, 'mediaType'>): boolean =>
  mediaType !== 'application/pdf' && !mediaType.startsWith('image/');

/** Whether people have a photo drawn anew rather than the one that was sent (I06). */
export const isPhoto = ({ mediaType }: Pick<Paper, 'mediaType'>): boolean => mediaType.startsWith('image/');
