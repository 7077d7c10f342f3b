import { caseMailAddress } from '../../src/domain/contact/mail/case-address.server.ts';
import { takeMail } from '../../src/routes/mail-in/take-mail.server.ts';
import { inTransaction } from '../../src/server/db.ts';
import type { TestDatabase } from './database.ts';
import { makeCase } from './papers.ts';

/** A case with its address, and what came of the mails handed in for it. */
export async function openMailCase(db: TestDatabase) {
  const made = await makeCase(db);
  const { councilId, caseFileId } = made;
  const address = (await inTransaction({ councilId, caseFileId }, (tx) => caseMailAddress(tx, made)))!;
  const dana = `${made.parent.personId.slice(-8)}@example.org`;
  /** Handed in as it would come: written to the case's address, unless `named` says that its head names somebody else. */
  const hand = (raw: Uint8Array, { to = address, from = dana, named = address } = {}) =>
    takeMail(requestOf(Buffer.concat([Buffer.from(`To: ${named}\r\n`), raw]), to, from));
  const arrivals = () => db.owner<
    { state: string; because: string; words: string; proven: boolean; attached: string[] }[]
  >`
    select state, because, words, proven, attached from mail_arrival where case_file_id = ${caseFileId} order by at, mail_arrival_id`;
  const entries = () => db.owner<{ words: string; author_id: string; automatic: boolean; with_person_id: string }[]>`
    select words, author_id, automatic, with_person_id from contact_entry where case_file_id = ${caseFileId} and kind = 'email' order by at`;
  const clocks = async () =>
    (await db.owner<{ kind: string }[]>`select kind from promise where case_file_id = ${caseFileId} order by kind`).map(
      ({ kind }) => kind,
    );
  const outbox = () => db.owner<{ to: string }[]>`select "to" from outbox where council_id = ${councilId}`;
  return { ...made, address, dana, hand, arrivals, entries, clocks, outbox };
}

/** A mail as it is handed in. */
export const requestOf = (raw: Uint8Array, to: string, from: string, headers: Record<string, string> = {}) =>
  new Request('http://localhost/mail-in', {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', 'x-envelope-to': to, 'x-envelope-from': from, ...headers },
    body: Buffer.from(raw),
  });
