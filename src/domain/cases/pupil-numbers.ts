/** The check letters of a unique pupil number, by remainder: I, O and S are left out because they read like 1, 0 and 5. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const PLAIN = /[\s-]+/g;

/** Whether this is a unique pupil number: a letter and twelve digits, the letter reckoned from the digits (DfE, UPN guide). */
export function isUpn(typed: string): boolean {
  const upn = typed.replace(PLAIN, '').toUpperCase();
  if (!/^[A-Z]\d{12}$/.test(upn)) return false;
  const sum = [...upn.slice(1)].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return CHECK_LETTERS[sum % CHECK_LETTERS.length] === upn[0];
}

/** Whether this is an NHS number: ten digits, the last reckoned from the nine before it, modulo 11 (NHS Data Dictionary). */
export function isNhsNumber(typed: string): boolean {
  const digits = typed.replace(PLAIN, '');
  if (!/^\d{10}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  // A remainder that would need the digit 10 belongs to no number.
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** A number as it is kept: without spaces or dashes, in capitals. */
export const plainNumber = (typed: string): string => typed.replace(PLAIN, '').toUpperCase();
