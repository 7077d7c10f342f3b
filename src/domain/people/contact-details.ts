const MAILBOX = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const LONGEST_ADDRESS = 254;

/**
 * One plain e-mail address, or null. The only parser there is: what it accepts is what is sent to, so there are no two
 * readings of one line. No quotes, comments, lists or line ends; names in other alphabets only in their `xn--` form, so
 * that a letter which merely looks like another is seen for what it is. The domain comes back in lower case.
 */
export function readEmail(typed: string): string | null {
  const text = typed.trim();
  const at = text.indexOf('@');
  if (at < 1 || at !== text.lastIndexOf('@') || text.length > LONGEST_ADDRESS) return null;
  const mailbox = text.slice(0, at);
  const labels = text
    .slice(at + 1)
    .toLowerCase()
    .split('.');
  const real = labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1)!);
  return real && mailbox.length <= 64 && MAILBOX.test(mailbox) ? `${mailbox}@${labels.join('.')}` : null;
}

/** A mobile number in its international form (+447700900123), or null. Reads it as people in the UK write it. */
export function readMobile(typed: string): string | null {
  const digits = typed.replace(/[\s().-]/g, '');
  const international = digits
    .replace(/^00/, '+')
    .replace(/^0/, '+44')
    .replace(/^\+440/, '+44');
  if (/^\+447\d{9}$/.test(international)) return international;
  return /^\+(?!44)[1-9]\d{7,14}$/.test(international) ? international : null;
}

/** "…123" or "d…@example.org": enough to know one's own, not enough to learn another's. */
export const hinted = (contact: string): string =>
  contact.startsWith('+')
    ? `the number ending ${contact.slice(-3)}`
    : `${contact[0]}…${contact.slice(contact.indexOf('@'))}`;
