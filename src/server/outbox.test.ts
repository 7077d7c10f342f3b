import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { makeCouncil } from '../../tests/support/people.ts';
import { until } from '../../tests/support/until.ts';
import { inTransaction } from './db.ts';
import { queueMessage, sendDue, startOutbox, waitAfterMs, type Message } from './outbox.ts';

let db: TestDatabase;
let councilId: string;
beforeAll(async () => {
  db = await freshDatabase();
  ({ councilId } = await makeCouncil(db));
});
afterAll(() => db.close());
beforeEach(() => db.owner`delete from outbox`);

const mail = (to = 'dana@example.org'): Message => ({
  councilId,
  channel: 'email',
  to,
  subject: 'An update',
  body: 'Sign in to see it.',
});
const queue = (message: Message) => inTransaction(message, (tx) => queueMessage(tx, message));
const rows = () => db.owner<{ to: string; tries: number; sent: boolean; error: string | null; waits: boolean }[]>`
  select "to", tries, sent_at is not null as sent, last_error as error, next_try_at > now() as waits from outbox order by created_at`;

describe('the outbox', () => {
  test('sends each message once, however many nodes look', async () => {
    const went: string[] = [];
    const send = async ({ to }: Message) => void went.push(to);
    const addresses = Array.from({ length: 12 }, (_, n) => `p${n}@example.org`);
    for (const to of addresses) await queue(mail(to));
    await Promise.all([1, 2, 3].map(() => sendDue({ email: send })));
    expect(went.sort()).toEqual(addresses.sort());
    expect((await rows()).every(({ sent, tries }) => sent && tries === 1)).toBe(true);
  });

  test('holds nothing of what was rolled back', async () => {
    const undone = inTransaction({ councilId }, async (tx) => {
      await queueMessage(tx, mail());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await rows()).toEqual([]);
  });

  test('waits longer after every failure, keeps no address in what it notes, and gives up in the end', async () => {
    await queue(mail());
    const fail = async () => {
      throw Object.assign(new Error('550 no such mailbox dana@example.org'), { code: 'EENVELOPE' });
    };
    expect(await sendDue({ email: fail })).toBe(0);
    expect(await rows()).toEqual([{ to: 'dana@example.org', tries: 1, sent: false, error: 'EENVELOPE', waits: true }]);
    expect(await sendDue({ email: async () => {} })).toBe(0);
    await db.owner`update outbox set next_try_at = now(), tries = 12`;
    expect(await sendDue({ email: async () => {} })).toBe(0);
    await db.owner`update outbox set tries = 11`;
    expect(await sendDue({ email: async () => {} })).toBe(1);
    expect([1, 2, 3, 20].map(waitAfterMs)).toEqual([60_000, 120_000, 240_000, 21_600_000]);
  });

  test('keeps what it has no sender for', async () => {
    await queue({ councilId, channel: 'sms', to: '+447700900123', body: 'Hello' });
    expect(await sendDue({ email: async () => {} })).toBe(0);
    expect((await rows())[0]).toMatchObject({ tries: 0, sent: false });
  });

  test('X43: a provider that hangs holds up no other channel', async () => {
    await queue(mail());
    await queue({ councilId, channel: 'sms', to: '+447700900123', body: 'Hello' });
    const letGo = Promise.withResolvers<void>();
    const texts: string[] = [];
    const sending = sendDue({ email: () => letGo.promise, sms: async ({ to }) => void texts.push(to) });
    await until(() => texts.length === 1, 'the text message went');
    letGo.resolve();
    expect(await sending).toBe(2);
  });

  test('MAI6: every e-mail has an id of its own from the start, and a text message none', async () => {
    const outboxId = await queue(mail());
    await queue({ councilId, channel: 'sms', to: '+447700900123', body: 'Hello' });
    const ids = await db.owner`select message_id from outbox order by created_at`;
    expect(ids.map((row) => row.message_id as string)).toEqual([`<${outboxId}@localhost>`, '']);
  });

  test('runs by itself, and stops when asked', async () => {
    const went: string[] = [];
    const stop = startOutbox({ email: async ({ to }) => void went.push(to) });
    await queue(mail('later@example.org'));
    await until(() => went.length === 1, 'the message went');
    await stop();
    expect(went).toEqual(['later@example.org']);
  });
});
