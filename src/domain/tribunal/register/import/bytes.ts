/** How the letters of a list are written, as its first bytes or the absence of a mark say it. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export const encodingInWords: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

const starts = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, index) => bytes[index] === byte);

/** What only looks like a list: workbooks, older workbooks and PDF files, by how they begin. */
export function otherKind(head: Uint8Array): string | null {
  if (starts(head, 0x50, 0x4b, 0x03, 0x04) || starts(head, 0xd0, 0xcf, 0x11, 0xe0))
    return 'This is a workbook. Open it, choose “Save as”, and save the sheet as CSV';
  return starts(head, 0x25, 0x50, 0x44, 0x46) ? 'This is a PDF. A list has to be a CSV file' : null;
}

/**
 * The encoding as far as the beginning tells: by a byte order mark, or because every other byte is nought. `null`: it
 * has to be tried whether it is UTF-8.
 */
export function encodingByStart(head: Uint8Array): Encoding | null {
  if (starts(head, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (starts(head, 0xff, 0xfe)) return 'utf-16le';
  if (starts(head, 0xfe, 0xff)) return 'utf-16be';
  const noughts = [0, 0];
  const looked = Math.min(head.length, 2_000) & ~1;
  for (let index = 0; index < looked; index += 1) if (head[index] === 0) noughts[index % 2]! += 1;
  if (noughts[1]! > looked / 4 && noughts[0] === 0) return 'utf-16le';
  if (noughts[0]! > looked / 4 && noughts[1] === 0) return 'utf-16be';
  return null;
}

export const separators = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;
export type Separator = keyof typeof separators;

/** Which of the three a list puts between its columns: the one its first line has most of, outside quotation marks. */
export function separatorOf(start: string): Separator {
  const counts: Record<Separator, number> = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const letter of start) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '\n' || letter === '\r')) break;
    else if (!quoted && letter in counts) counts[letter as Separator] += 1;
  }
  return (Object.keys(counts) as Separator[]).reduce((most, one) => (counts[one] > counts[most] ? one : most));
}
