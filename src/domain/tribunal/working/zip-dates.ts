/** When every working document says it was made. The day it was printed stands in its words. */
const EVER = '2026-01-01T00:00:00Z';
/** The same for each part of the archive: 1 January 2026, midnight, as DOS wrote dates. */
const DOS_TIME = 0;
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** Who made the file and when, in the place of what the library would write with the time of day. */
export const whoMadeIt = (title: string) => ({
  path: 'docProps/core.xml',
  data: `<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title><dc:creator>Common Ground</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${EVER}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${EVER}</dcterms:modified></cp:coreProperties>`,
});

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;

/** The same archive with one date on all its parts, in place: two of the same words are then the same bytes. */
export function sameEveryTime(zip: Buffer): Buffer {
  const end = zip.length - END_BYTES;
  if (zip.readUInt32LE(end) !== END) throw new Error('A Word file was made that does not end as an archive does.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('A Word file was made whose list of parts is broken.');
    setDate(zip, at + 12);
    setDate(zip, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function setDate(zip: Buffer, at: number): void {
  zip.writeUInt16LE(DOS_TIME, at);
  zip.writeUInt16LE(DOS_DATE, at + 2);
}
