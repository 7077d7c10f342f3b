const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ZIP_END_BYTES = 22;
/** What a page for a browser, a script for a server or a program begins with. */
const SOMETHING_ELSE = /<(?:!doctype|html|script|svg|\?php)|\bMZ\x90/i;

/**
 * I02: whether a PDF carries another file behind its end: an archive, which is read from the back and would open as one,
 * or a page or a script. Given the last bytes of the file. What a PDF holds inside itself does not count.
 */
export function hidesAnother(tail: Buffer): boolean {
  const end = tail.lastIndexOf(ZIP_END);
  if (
    end >= 0 &&
    end + ZIP_END_BYTES <= tail.length &&
    end + ZIP_END_BYTES + tail.readUInt16LE(end + 20) === tail.length
  )
    return true;
  const pdfEnd = tail.lastIndexOf('%%EOF');
  return pdfEnd >= 0 && SOMETHING_ELSE.test(tail.subarray(pdfEnd).toString('latin1'));
}
