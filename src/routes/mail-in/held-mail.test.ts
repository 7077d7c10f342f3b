import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { fileAs, setAside } from '../cases/[caseFile]/messages/held/sort.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { mailSettings, rawMail } from '../../../tests/support/mail.ts';
import { openMailCase } from '../../../tests/support/mail-case.ts';
import { freshDataFolder, scopeFor, uniquePdf } from '../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../tests/support/people.ts';
import { familyOf, heldMails } from '#domain/contact/mail/held-mail.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  Object.assign(process.env, mailSettings, { SCANNER: 'off' });
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

/** A case on which one mail waits, with a file, and the officer who sorts it. */
async function waiting() {
  const made = await openMailCase(db);
  const files = [{ name: 'letter.pdf', type: 'application/pdf', bytes: uniquePdf() }];
  await made.hand(rawMail({ from: made.dana, words: 'When will we hear?', proven: false, files }));
  await db.owner`update mail_arrival set at = now() - interval '3 days' where case_file_id = ${made.caseFileId}`;
  const scope = await scopeFor(made.officer, made.caseFileId, 'mail:sort');
  const held = () => underScope(scope, (tx) => heldMails(tx, scope));
  const [{ mailArrivalId }] = (await held()) as [Awaited<ReturnType<typeof held>>[number]];
  const recorded = async (action: string) =>
    (await db.owner`select 1 from history where chain_id = ${made.caseFileId} and action = ${action}`).length;
  return { ...made, scope, held, mailArrivalId, recorded };
}

describe('mail that waits for an officer', () => {
  test('MAI4 MAI9: filed as from somebody, it counts from when it came, and its file comes with it', async () => {
    const { scope, held, mailArrivalId, parent, entries, clocks, caseFileId, recorded } = await waiting();
    expect(await held()).toMatchObject([
      { attached: ['letter.pdf'], because: expect.stringContaining('could not prove') },
    ]);
    expect(await fileAs(scope, { mailArrivalId, personId: parent.personId })).toBe('sorted');
    expect(await held()).toEqual([]);
    expect(await entries()).toMatchObject([{ author_id: parent.personId, automatic: false }]);
    expect(await clocks()).toEqual(['acknowledge', 'reply']);
    const [{ late }] = (await db.owner`
      select e.happened_at < now() - interval '2 days' as late from contact_entry e where e.case_file_id = ${caseFileId}`) as unknown as [
      { late: boolean },
    ];
    expect(late).toBe(true);
    expect(await db.owner`select 1 from contact_attachment where case_file_id = ${caseFileId}`).toHaveLength(1);
    expect(await recorded('mail.sorted')).toBe(1);
  });

  test('MAI4: of two officers at once one sorts it, and nobody sorts it twice', async () => {
    const { scope, mailArrivalId, parent, entries } = await waiting();
    const asked = { mailArrivalId, personId: parent.personId };
    const done = await Promise.all([fileAs(scope, asked), setAside(scope, { mailArrivalId, reason: 'Spam' })]);
    expect(done.filter(isRefused)).toHaveLength(1);
    expect(isRefused(await fileAs(scope, asked))).toBe(true);
    expect((await entries()).length).toBeLessThanOrEqual(1);
  });

  test('MAI4: put aside with a reason it stays for whoever asks later, and is nobody’s words', async () => {
    const { scope, held, mailArrivalId, entries, arrivals, recorded } = await waiting();
    expect(await setAside(scope, { mailArrivalId, reason: 'An advertisement' })).toBe('put-aside');
    expect(await held()).toEqual([]);
    expect(await entries()).toEqual([]);
    expect(await arrivals()).toMatchObject([{ state: 'put_aside', words: 'When will we hear?' }]);
    expect(await recorded('mail.put_aside')).toBe(1);
  });

  test('MAI4 A31: it is filed as from nobody but the family of this case', async () => {
    const { scope, mailArrivalId, officer, councilId, entries } = await waiting();
    const stranger = await makePerson(db, councilId, 'family', 'Sam Bell');
    for (const { personId } of [stranger, officer])
      expect(await fileAs(scope, { mailArrivalId, personId })).toMatchObject({ field: 'personId' });
    expect(await entries()).toEqual([]);
  });

  test('MAI4 A28: no family member reads what waits, not even who it says it is from', async () => {
    const { parent, caseFileId, councilId, scope } = await waiting();
    const theirs = await scopeFor(parent, caseFileId, 'contact:see');
    expect(await underScope(theirs, (tx) => heldMails(tx, theirs))).toEqual([]);
    const aunt = await makePerson(db, councilId, 'family', 'Ana Rowe');
    await giveStanding(db, councilId, caseFileId, aunt.personId, 'supporter');
    expect((await underScope(scope, (tx) => familyOf(tx, scope))).map(({ name }) => name)).toEqual([
      'Ana Rowe',
      'Dana Rowe',
    ]);
  });
});
