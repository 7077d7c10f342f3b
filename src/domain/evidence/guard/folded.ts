/** Letters that do not come apart into a plain letter and a mark. `folded_name()` in the database knows the same ones. */
const APART: Readonly<Record<string, string>> = {
  ...{ ł: 'l', đ: 'd', ø: 'o', ħ: 'h', ŧ: 't', ı: 'i' },
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', ð: 'd' },
};

/**
 * A name or a text as it is compared: lower case, without accents or apostrophes, and one space for everything else that
 * is neither letter nor digit. "O’Neill-Łuczak, Zoë" becomes "oneill luczak zoe".
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘`´ʼ]/gu, '')
    .replace(/[łđøħŧıæœßð]/g, (letter) => APART[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
