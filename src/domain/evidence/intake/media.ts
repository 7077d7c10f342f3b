import { paperLimits } from '../limits.ts';

export const mediaTypes = {
  'application/pdf': { extensions: ['pdf'], inWords: 'PDF' },
  'image/jpeg': { extensions: ['jpg', 'jpeg'], inWords: 'JPEG photo' },
  'image/png': { extensions: ['png'], inWords: 'PNG picture' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extensions: ['docx'],
    inWords: 'Word document',
  },
  'text/plain': { extensions: ['txt'], inWords: 'text file' },
} as const satisfies Record<string, { extensions: readonly string[]; inWords: string }>;
export type MediaType = keyof typeof mediaTypes;

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const HEIC = 'image/heic';

/** For the `accept` of a file button: the camera of a phone opens from it. Without HEIC in it an iPhone sends a JPEG itself. */
export const acceptedFiles = 'application/pdf,image/jpeg,image/png,.docx,.txt';

// Control characters, and the marks that make "exe.fdp" read as "pdf.exe" backwards.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;
const NAME_MAX_CHARACTERS = 120;

/**
 * The name of a file as it is shown: the last part of any path, in one spelling, with nothing invisible.
 * It is never used as a path: the bytes are kept under a random id (I04).
 */
export function plainFileName(given: string): string {
  const last = given.normalize('NFC').replace(INVISIBLE, '').split(/[/\\]/).at(-1) ?? '';
  const trimmed = last.replace(/^[.\s]+|[.\s]+$/g, '');
  if (trimmed === '') return 'paper';
  if (trimmed.length <= NAME_MAX_CHARACTERS) return trimmed;
  const extension = /\.\w{1,5}$/.exec(trimmed)?.[0] ?? '';
  return trimmed.slice(0, NAME_MAX_CHARACTERS - extension.length) + extension;
}

export const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

export const tooLargeInWords = `This file is larger than ${inMegabytes(paperLimits.fileMaxBytes)}. Choose a smaller one, or send it in parts.`;

/** X22: for whoever could not be served because the disk is full. */
export const noRoomInWords =
  'We have no room to keep this file just now. That is our fault and not yours. Try again later today, or ask the case officer.';

/** What looking at the bytes says. */
export interface Found {
  /** Undefined when they are nothing known. */
  type: string | undefined;
  /** Another file is hidden behind it. */
  hides: boolean;
}

/** What a file is taken as: how it is kept, and what came when that is another. */
export interface Taken {
  mediaType: MediaType;
  sentType: string;
}

const ZIPPED = /^application\/(zip|vnd\.openxmlformats-officedocument\.)/;
const MACROS = /macroenabled/i;
const OLD_OFFICE = 'application/x-cfb';

/**
 * Whether a file can be taken, and as what, or why not, in a sentence that names it. EV8: both the content and the name
 * must say what it is. A Word document is known for sure only by what is inside, which the reader looks at.
 */
export function takeFile(fileName: string, bytes: number, { type, hides }: Found): Taken | { because: string } {
  const no = (because: string) => ({ because: `“${fileName}” ${because}` });
  if (bytes === 0) return no('is empty. Choose the file again.');
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (/^(do[ct]m|xls[mb]|xltm|pp[tps]m)$/.test(extension) || MACROS.test(type ?? ''))
    return no('can carry small programs, called macros. Save it as a PDF and add that.');
  if (type === OLD_OFFICE)
    return no('is from an old Word, or needs a password to open. Save it as a PDF without a password and add that.');
  if (hides) return no('has another file hidden behind it. Print it to a new PDF and add that.');
  const taken = takenAs(extension, type);
  const named = Object.values(mediaTypes).some(({ extensions }) =>
    (extensions as readonly string[]).includes(extension),
  );
  if (!taken || !(named || extension === 'heic' || extension === 'heif'))
    return no('is not a PDF, Word document, photo or text file. Save it as a PDF, or take a photo of each page.');
  const { extensions, inWords } = mediaTypes[taken.mediaType];
  if (taken.sentType === HEIC ? /^hei[cf]$/.test(extension) : (extensions as readonly string[]).includes(extension))
    return taken;
  const is = taken.sentType === HEIC ? 'photo from an iPhone (HEIC)' : inWords;
  return no(`says it is a ${extension.toUpperCase()} but it is a ${is}. Save it again with the right name.`);
}

function takenAs(extension: string, type: string | undefined): Taken | null {
  if (type === 'image/heic' || type === 'image/heif') return { mediaType: 'image/jpeg', sentType: HEIC };
  if (ZIPPED.test(type ?? '')) return extension === 'docx' ? { mediaType: WORD, sentType: WORD } : null;
  return type !== undefined && type in mediaTypes ? { mediaType: type as MediaType, sentType: type } : null;
}
