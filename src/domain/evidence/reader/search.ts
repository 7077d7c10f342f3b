import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  type PDFObject,
} from '@cantoo/pdf-lib';

// A short word comes up by chance in a picture's bytes; in what is spelled out it does not.
const [IN_BYTES_MIN, SPELLED_OUT_MIN] = [7, 4];

/**
 * Which of these words (in small letters) are still in a PDF in any form: in its bytes as they are, and in everything
 * packed inside it but pictures and fonts. Looked for as one byte a letter, and as two.
 */
export async function wordsIn(bytes: Uint8Array, words: readonly string[]): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const whole = spellings(bytes);
  const unpacked = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => [...said(object), ...unpack(object)]);
  return words.filter(
    (word) =>
      (word.length >= IN_BYTES_MIN && whole.some((text) => stands(word, text))) ||
      (word.length >= SPELLED_OUT_MIN && unpacked.some((text) => stands(word, text))),
  );
}

/** As a word of its own, and not as one of the words a PDF is written in, which begin with a slash. */
const stands = (word: string, text: string): boolean =>
  text.includes(word) && new RegExp(`(?<![\\p{L}\\p{N}/])${word}(?![\\p{L}\\p{N}])`, 'u').test(text);

/** The texts an object holds outside any stream: titles, descriptions, what a form was filled in with. */
function said(object: PDFObject | undefined): string[] {
  if (object instanceof PDFString || object instanceof PDFHexString) return [small(object.decodeText())];
  if (object instanceof PDFArray) return object.asArray().flatMap(said);
  const dictionary = object instanceof PDFRawStream ? object.dict : object;
  return dictionary instanceof PDFDict ? dictionary.values().flatMap(said) : [];
}

const isPicture = ({ dict }: PDFRawStream): boolean =>
  dict.get(PDFName.of('Subtype')) === PDFName.of('Image') || dict.has(PDFName.of('Length1'));

function unpack(object: PDFObject): string[] {
  if (!(object instanceof PDFRawStream) || isPicture(object)) return [];
  try {
    return spellings(decodePDFRawStream(object).decode());
  } catch {
    return [];
  }
}

/** The bytes as letters: one byte each, and two bytes each in either order and from either place. */
function spellings(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const even = (from: number) => buffer.subarray(from, buffer.length - ((buffer.length - from) % 2));
  const wide = [even(0), even(1)].map((part) => part.toString('utf16le'));
  return [buffer.toString('utf8'), buffer.toString('latin1'), ...wide].map(small);
}

const small = (text: string): string => text.toLocaleLowerCase('en-GB');
