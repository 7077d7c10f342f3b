// A spreadsheet runs what begins like this, also behind a blank or a quotation mark, and also in full width.
const FILLER = /^[\s\p{Cf}"'`]+/u;
const BEGINS = /^[=+\-@＝＋－＠﹢﹣﹦﹫−]/u;
const LEADS_ON = /^[\t\r\n]/;
const PREFIX = "'";
/** What is nothing but filler for so long is taken for the beginning of something to run. */
const LOOKED_AT_CHARACTERS = 200;

/** Whether a spreadsheet could take this text for something to run. */
function likeAFormula(text: string): boolean {
  const rest = text.slice(0, LOOKED_AT_CHARACTERS).replace(FILLER, '');
  return LEADS_ON.test(text) || (rest === '' ? text.length > LOOKED_AT_CHARACTERS : BEGINS.test(rest));
}

/** One cell, always quoted (RFC 4180). What a spreadsheet would run is a text to it, by a mark in front (I14). NUL is left out. */
export function csvCell(text: string): string {
  const plain = text.replaceAll('\0', '');
  return `"${(likeAFormula(plain) ? PREFIX + plain : plain).replaceAll('"', '""')}"`;
}

/** One row, with its end. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Takes the mark off again that `csvCell` put in front, for a list that comes back. */
export const withoutMark = (text: string): string =>
  text.startsWith(PREFIX) && likeAFormula(text.slice(1)) ? text.slice(1) : text;
