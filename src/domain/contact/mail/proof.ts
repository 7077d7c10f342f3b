import { saidFirst, type MailHeader } from './mail-headers.ts';

interface Result {
  method: string;
  says: string;
  about: string;
}

/**
 * MAI3. Whether the council's own mail server found that this mail is from the domain it says: by the domain's own rule
 * (DMARC), or where it has none by a signature or a sending server of that same domain. Only the line that stands first
 * is believed, and only under the name it was told to trust: what a sender writes there themselves stands further down.
 */
export function isProven(headers: readonly MailHeader[], address: string, trusts: string | undefined): boolean {
  const line = withoutComments(saidFirst(headers, 'authentication-results'));
  if (!trusts || line === null || line.includes('"')) return false;
  const [server, ...rest] = line.split(';').map((part) => part.trim());
  if (server!.split(/\s/)[0]!.toLowerCase() !== trusts) return false;
  const results = rest.flatMap((part): Result[] => {
    const [, method, says, about] = /^(\w+)\s*=\s*(\w+)(.*)$/s.exec(part) ?? [];
    return method ? [{ method: method.toLowerCase(), says: says!.toLowerCase(), about: about!.toLowerCase() }] : [];
  });
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
  const dmarc = results.filter(({ method, says }) => method === 'dmarc' && says !== 'none');
  if (dmarc.length > 0)
    return dmarc.every(({ says, about }) => says === 'pass' && named(about, 'header.from') === domain);
  return results.some(
    ({ method, says, about }) =>
      says === 'pass' &&
      ((method === 'dkim' && covers(named(about, 'header.d') || named(about, 'header.i'), domain)) ||
        (method === 'spf' && named(about, 'smtp.mailfrom') === domain)),
  );
}

/** The domain said under a property: "header.d=example.org" or "smtp.mailfrom=dana@example.org". */
const named = (about: string, property: string): string => {
  const found = about.split(/\s+/).find((word) => word.startsWith(`${property}=`));
  return found?.slice(property.length + 1).replace(/^.*@/, '') ?? '';
};

/** Whoever signs for a domain signs for what lies under it. */
const covers = (signer: string, domain: string): boolean =>
  signer.includes('.') && (signer === domain || domain.endsWith(`.${signer}`));

/** The line without what stands in brackets; null when the brackets do not pair. */
function withoutComments(line: string): string | null {
  let depth = 0;
  let kept = '';
  for (const letter of line) {
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (depth === 0) kept += letter;
    if (depth < 0) return null;
  }
  return depth === 0 ? kept : null;
}
