import { paperLimits } from './limits.ts';

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

/** For the `accept` of a file button: the camera of a phone opens from it. */
export const acceptedFiles = 'application/pdf,image/jpeg,image/png';

export const isMediaType = (type: string | undefined): type is MediaType => type !== undefined && type in mediaTypes;

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

/**
 * Why a file cannot be taken, in a sentence that names it, or null. EV8: PDF, JPEG and PNG only, and both the content
 * and the name must say so. `found` is what the bytes are.
 */
export function whyNotFile(fileName: string, bytes: number, found: string | undefined): string | null {
  if (bytes === 0) return `“${fileName}” is empty. Choose the file again.`;
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const allowed = Object.values(mediaTypes).some(({ extensions }) =>
    (extensions as readonly string[]).includes(extension),
  );
  if (!allowed || !isMediaType(found))
    return `“${fileName}” is not a PDF, JPEG or PNG. Save it as a PDF, or take a photo of each page.`;
  if ((mediaTypes[found].extensions as readonly string[]).includes(extension)) return null;
  return `“${fileName}” says it is a ${extension.toUpperCase()} but it is a ${mediaTypes[found].inWords}. Save it again with the right name.`;
}
