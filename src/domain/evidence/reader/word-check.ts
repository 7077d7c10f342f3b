import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { paperLimits } from '../limits.ts';
import { Refusal } from './job.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const SYMLINK = 0o120000;
const KIND_OF_FILE = 0o170000;
/** The parts that say what a document is are far smaller; of the others the start is enough. */
const LOOKED_AT_BYTES = 1024 * 1024;

/**
 * Looks through a Word file before anything reads it, part by part, counting what really comes out of it: a file that
 * unpacks to too much is refused long before it has (I01), and so is one that carries macros, other files, or parts of
 * itself from elsewhere (I11), or names that lead out of it (I15). Throws `Refusal`, or whatever is wrong with the file.
 */
export async function checkWord(bytes: Uint8Array): Promise<void> {
  // It throws at names that climb or are absolute, and at parts that are longer or shorter than they say.
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  if (zip.entryCount > paperLimits.wordPartsMax) throw new Refusal('unpacks-too-big');
  let leftBytes = paperLimits.wordUnpackedMaxBytes;
  let isWord = false;
  for await (const entry of zip.eachEntry()) {
    refuseEntry(entry);
    const { start, length } = await unpack(zip, entry, leftBytes);
    leftBytes -= length;
    refuseContent(entry.fileName, start);
    isWord ||= entry.fileName === CONTENT_TYPES && start.includes(MAIN);
  }
  if (!isWord) throw new Refusal('not-word');
}

function refuseEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new Refusal('password');
  if (((entry.externalFileAttributes >>> 16) & KIND_OF_FILE) === SYMLINK) throw new Refusal('damaged');
  if (/vbaproject\.bin$|vbadata\.xml$|\/activex\//i.test(entry.fileName)) throw new Refusal('macros');
  if (/\/embeddings\/|oleobject/i.test(entry.fileName)) throw new Refusal('embedded');
}

/** Unpacks one part and forgets it, but for its start. Stops as soon as more than `maxBytes` came out. */
async function unpack(zip: ZipFile, entry: Entry, maxBytes: number): Promise<{ start: Buffer; length: number }> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    if (length < LOOKED_AT_BYTES) kept.push(chunk);
    length += chunk.length;
    if (length > maxBytes) throw new Refusal('unpacks-too-big');
  }
  return { start: Buffer.concat(kept), length };
}

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');

function refuseContent(name: string, start: Buffer): void {
  if (start.subarray(0, OLE.length).equals(OLE) || start.subarray(0, ZIP.length).equals(ZIP))
    throw new Refusal('embedded');
  if (!/\.(xml|rels)$/i.test(name)) return;
  const text = start.toString('utf8');
  // Words in another encoding, or that are put together while reading, could say one thing here and another to a reader.
  if (text.includes('\0') || /<!(DOCTYPE|ENTITY)/i.test(text)) throw new Refusal('damaged');
  if (name === CONTENT_TYPES && /macroEnabled|vbaProject/i.test(text)) throw new Refusal('macros');
  if (/\.rels$/i.test(name) && takesFromElsewhere(text)) throw new Refusal('outside');
}

/** A link that a person may press is no part of the document; a template, picture or object from elsewhere is. */
function takesFromElsewhere(relationships: string): boolean {
  return [...relationships.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)]
    .map(([one]) =>
      one.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, code) => String.fromCodePoint(parseInt(code, hex ? 16 : 10))),
    )
    .some((one) => /TargetMode\s*=\s*["']\s*External/i.test(one) && !/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(one));
}
