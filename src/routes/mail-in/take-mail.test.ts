import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailLimits } from '#domain/contact/mail/mail-limits.ts';
import { inTransaction } from '#server/db.ts';
import { queueMessage } from '#server/outbox.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { mailSettings, rawMail } from '../../../tests/support/mail.ts';
import { openMailCase } from '../../../tests/support/mail-case.ts';
import { freshDataFolder } from '../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../tests/support/people.ts';

let db: TestDatabase;
beforeAll(async () => {
  Object.assign(process.env, mailSettings, { SCANNER: 'off' });
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

describe('mail that comes in', () => {
  test('MAI3 A31: a proven mail of a parent of this case is in the thread as their words, with its clocks', async () => {
    const { hand, dana, entries, clocks, arrivals, parent } = await openMailCase(db);
    expect(await hand(rawMail({ from: `Dana Rowe <${dana}>`, words: 'When will we hear?' }))).toBe('taken');
    expect(await entries()).toEqual([
      {
        ...{ words: 'A question\n\nWhen will we hear?', author_id: parent.personId, with_person_id: parent.personId },
        automatic: false,
      },
    ]);
    expect(await clocks()).toEqual(['acknowledge', 'reply']);
    expect(await arrivals()).toMatchObject([{ state: 'filed', proven: true }]);
  });

  test('MAI3 A28: one that is not proven becomes nobody’s words, and tells nobody outside', async () => {
    const { hand, dana, entries, arrivals, outbox, clocks, officer } = await openMailCase(db);
    const forged = rawMail({ from: dana, words: 'I agree to end the case.', proven: false });
    expect(await hand(forged)).toBe('taken');
    expect(await hand(rawMail({ from: dana, words: 'And this.', proven: false }))).toBe('taken');
    expect(await entries()).toEqual([]);
    expect(await clocks()).toEqual([]);
    expect((await arrivals()).map(({ state, because }) => `${state} ${because}`)).toEqual([
      'held not_proven',
      'held not_proven',
    ]);
    expect(await outbox()).toEqual([{ to: `${officer.personId.slice(-8)}@example.org` }]);
  });

  test('MAI4 A31: a stranger, a parent of another case and a shared address wait for an officer', async () => {
    const [here, other] = [await openMailCase(db), await openMailCase(db)];
    await here.hand(rawMail({ from: 'somebody@elsewhere.example', words: 'Hello' }));
    await here.hand(rawMail({ from: other.dana, words: 'About my child' }));
    const aunt = await makePerson(db, here.councilId, 'family', 'Ana Rowe');
    await giveStanding(db, here.councilId, here.caseFileId, aunt.personId, 'supporter');
    await db.owner`update person set email = ${here.dana.toUpperCase()} where person_id = ${aunt.personId}`;
    await here.hand(rawMail({ from: here.dana, words: 'Who of us?' }));
    expect((await here.arrivals()).map(({ because }) => because)).toEqual([
      'not_of_case',
      'not_of_case',
      'shared_address',
    ]);
    expect(await here.entries()).toEqual([]);
  });

  test('MAI12 A31: what somebody wrote to another and a third person passes on is nobody’s words here', async () => {
    const { hand, dana, entries, arrivals, address } = await openMailCase(db);
    const words = 'I give up. Do as you like.';
    for (const named of ['alex.rowe@example.org', `alex@example.org, "${address}" <alex.rowe@example.org>`, ''])
      expect(await hand(rawMail({ from: dana, words }), { named })).toBe('taken');
    expect((await arrivals()).map(({ because }) => because)).toEqual(Array(3).fill('not_addressed'));
    expect(await entries()).toEqual([]);
    await hand(rawMail({ from: dana, words, head: [`Cc: Priya <${address.toUpperCase()}>`] }), {
      named: 'alex@example.org',
    });
    await hand(rawMail({ from: dana, words: 'Mine' }), { named: `"Meadowshire, cases" <${address}>` });
    expect((await entries()).map((entry) => entry.words)).toEqual([`A question\n\n${words}`, 'A question\n\nMine']);
  });

  test('MAI4 B08: whoever’s place on the case has ended is a stranger again', async () => {
    const { hand, dana, parent, arrivals } = await openMailCase(db);
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${parent.personId}`;
    await hand(rawMail({ from: dana, words: 'Hello' }));
    expect(await arrivals()).toMatchObject([{ state: 'held', because: 'not_of_case' }]);
  });

  test('MAI7: every wrong address has one answer, and nothing is written', async () => {
    const { hand, address, dana, arrivals } = await openMailCase(db);
    const [word] = address.split('@');
    const raw = rawMail({ from: dana, words: 'Hello' });
    for (const to of [
      `bcdfghjkmnpqrstv@${mailSettings.MAIL_DOMAIN}`,
      `${word}@elsewhere.example`,
      `${word}x@${mailSettings.MAIL_DOMAIN}`,
      `${address}, ${address}`,
      `"${word}"@${mailSettings.MAIL_DOMAIN}`,
      'not an address',
      '',
    ])
      expect(await hand(raw, { to })).toBe('no-such-address');
    expect(await arrivals()).toEqual([]);
    expect(await hand(raw, { to: address.toUpperCase() })).toBe('taken');
  });

  test('MAI8: the same mail twice, also at once and by another way, is one', async () => {
    const { hand, dana, entries } = await openMailCase(db);
    const raw = rawMail({ from: dana, words: 'Once' });
    const again = Buffer.concat([Buffer.from('Received: by another.example\r\n'), raw]);
    expect(await Promise.all([hand(raw), hand(raw), hand(raw)])).toEqual(['taken', 'taken', 'taken']);
    expect(await hand(again)).toBe('taken');
    expect(await entries()).toHaveLength(1);
  });

  test('MAI8: a flood from one address waits, one to a case is asked to come later, and neither keeps its family out', async () => {
    const { hand, dana, councilId, caseFileId, arrivals, entries } = await openMailCase(db);
    const fill = (from: string, count: number) => db.owner`
      insert into mail_arrival (council_id, case_file_id, mail_arrival_id, once, from_address, proven, state)
      select ${councilId}, ${caseFileId}, gen_random_uuid(), gen_random_uuid()::text, ${from}, true, 'filed' from generate_series(1, ${count})`;
    await fill(dana, mailLimits.fromOneAnHour);
    await hand(rawMail({ from: dana, words: 'One too many' }));
    expect((await arrivals()).filter(({ state }) => state === 'held')).toMatchObject([{ because: 'too_many' }]);
    await db.owner`delete from mail_arrival where case_file_id = ${caseFileId}`;
    await fill('anybody@example.org', mailLimits.toOneCaseAnHour);
    expect(await hand(rawMail({ from: 'anybody@example.org', words: 'And another' }))).toBe('busy');
    expect(await hand(rawMail({ from: dana, words: 'Not proven', proven: false }))).toBe('busy');
    expect(await hand(rawMail({ from: dana, words: 'What about Maya?' }))).toBe('taken');
    expect((await entries()).map(({ words }) => words)).toEqual(['A question\n\nWhat about Maya?']);
  });

  test('MAI5: an out-of-office answer starts no clock, and is answered by nothing', async () => {
    const { hand, dana, entries, clocks, outbox } = await openMailCase(db);
    await hand(rawMail({ from: dana, words: 'I am away.', head: ['Auto-Submitted: auto-replied'] }), { from: '' });
    expect(await entries()).toMatchObject([{ automatic: true }]);
    expect(await clocks()).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  test('MAI5: a bounce that names a message of ours marks it, once, and tells the officer', async () => {
    const { hand, dana, address, councilId, caseFileId, arrivals, outbox } = await openMailCase(db);
    await hand(rawMail({ from: dana, words: 'Hello' }));
    const outboxId = await inTransaction({ councilId, caseFileId }, (tx) =>
      queueMessage(tx, { councilId, channel: 'email', to: dana, body: 'There is an update', replyTo: address }),
    );
    await db.owner`insert into contact_sending (council_id, case_file_id, contact_entry_id, outbox_id)
      select council_id, case_file_id, contact_entry_id, ${outboxId} from contact_entry where case_file_id = ${caseFileId}`;
    const told = (await outbox()).length;
    const report = (id: string) =>
      Buffer.from(
        [
          'From: MAILER-DAEMON@mx.example.org',
          'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
          ...['', '--b', 'Content-Type: text/plain', '', 'Could not be delivered.'],
          ...[
            '--b',
            'Content-Type: message/delivery-status',
            '',
            'Final-Recipient: rfc822; x@y.example',
            'Action: failed',
            '',
          ],
          ...[
            '--b',
            'Content-Type: text/rfc822-headers',
            '',
            `Message-ID: <${id}@${mailSettings.MAIL_DOMAIN}>`,
            '--b--',
            '',
          ],
        ].join('\r\n'),
      );
    expect(await hand(report(outboxId), { from: '' })).toBe('taken');
    const marked = await db.owner`select bounced_at from contact_sending where outbox_id = ${outboxId}`;
    expect(marked[0]!.bounced_at).toBeInstanceOf(Date);
    expect(await outbox()).toHaveLength(told + 1);
    // One that names nothing of this case is only another mail, and nobody is answered.
    await hand(report('01a20a24-353f-7331-8bb0-bdca782f8f0b'), { from: '' });
    expect((await arrivals()).map(({ state, because }) => `${state} ${because}`)).toEqual([
      'filed ',
      'bounce ',
      'held robot',
    ]);
    expect(await outbox()).toHaveLength(told + 1);
  });

  test('MAI5: a message of ours that comes back is held and goes round no further', async () => {
    const { hand, address, dana, arrivals, outbox } = await openMailCase(db);
    await hand(rawMail({ from: address, words: 'Round and round' }));
    await hand(rawMail({ from: dana, words: 'Mine', head: [] }));
    expect((await arrivals()).map(({ because }) => because)).toEqual(['our_own', '']);
    expect((await outbox()).every(({ to }) => !to.endsWith(mailSettings.MAIL_DOMAIN))).toBe(true);
  });
});
