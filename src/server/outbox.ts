import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { database, inTransaction, type Tx } from './db.ts';
import { faultFields, log } from './log.ts';
import { outbox } from './schema.server.ts';

export interface Message {
  councilId: string;
  channel: 'email' | 'sms' | 'letter';
  /** One address or number, already checked by `domain/people/contact-details.ts`. */
  to: string;
  /** For e-mail only. Never a child's name, in either. */
  subject?: string;
  body: string;
}

/** Sends one message, or throws. */
export type Sender = (message: Required<Message>) => Promise<void>;
/** What this installation can send. A channel with no sender keeps its messages in the outbox. */
export type Senders = Partial<Record<Message['channel'], Sender>>;

/** Puts a message in the outbox, in the transaction of what it tells about: neither happens without the other. Returns its id. */
export async function queueMessage(tx: Tx, { councilId, channel, to, subject = '', body }: Message): Promise<string> {
  const values = { councilId, channel, to, subject, body };
  const [queued] = await tx.insert(outbox).values(values).returning({ outboxId: outbox.outboxId });
  return queued!.outboxId;
}

const LOOK_EVERY_MS = 3_000;
/** How long a node that took a message may be silent before another tries it. */
const CLAIM_MINUTES = 5;
const MOST_TRIES = 12;

/** Sends what is due, and keeps looking. The returned function stops, after the message that is under way. */
export function startOutbox(senders: Senders): () => Promise<void> {
  if (Object.keys(senders).length === 0) return async () => {};
  let stopped = false;
  let rest = Promise.withResolvers<void>();
  const loop = async () => {
    while (!stopped) {
      await sendDue(senders).catch((fault) => log.error('outbox.failed', faultFields(fault)));
      const timer = setTimeout(rest.resolve, LOOK_EVERY_MS);
      await rest.promise;
      clearTimeout(timer);
      if (!stopped) rest = Promise.withResolvers<void>();
    }
  };
  const running = loop();
  return () => {
    stopped = true;
    rest.resolve();
    return running;
  };
}

/** Sends every message that is due, council by council. Returns how many went. */
export async function sendDue(senders: Senders): Promise<number> {
  const councils = await database().orm.execute<{ council_id: string }>(sql`select council_id from council`);
  let sent = 0;
  for (const { council_id: councilId } of councils) {
    for (let next = await claim(councilId, senders); next; next = await claim(councilId, senders)) {
      if (await sendOne(next, senders[next.channel]!)) sent += 1;
    }
  }
  return sent;
}

type Row = typeof outbox.$inferSelect;

/** Takes the oldest message that is due. The wait for its next try is written first, so a crash delays and never doubles it in a loop. */
const claim = (councilId: string, senders: Senders): Promise<Row | undefined> =>
  inTransaction({ councilId }, async (tx) => {
    const due = tx
      .select({ outboxId: outbox.outboxId })
      .from(outbox)
      .where(
        and(
          eq(outbox.councilId, councilId),
          isNull(outbox.sentAt),
          lte(outbox.nextTryAt, sql`now()`),
          sql`${outbox.tries} < ${MOST_TRIES}`,
          inArray(outbox.channel, Object.keys(senders) as Message['channel'][]),
        ),
      )
      .orderBy(asc(outbox.nextTryAt))
      .limit(1)
      .for('update', { skipLocked: true });
    const [row] = await tx
      .update(outbox)
      .set({ tries: sql`${outbox.tries} + 1`, nextTryAt: sql`now() + make_interval(mins => ${CLAIM_MINUTES})` })
      .where(and(eq(outbox.councilId, councilId), inArray(outbox.outboxId, due)))
      .returning();
    return row;
  });

async function sendOne(row: Row, send: Sender): Promise<boolean> {
  const thisOne = and(eq(outbox.councilId, row.councilId), eq(outbox.outboxId, row.outboxId));
  const note = (change: Partial<Row>) => inTransaction(row, (tx) => tx.update(outbox).set(change).where(thisOne));
  try {
    await send(row);
    await note({ sentAt: new Date(), lastError: null });
    return true;
  } catch (fault) {
    const { code, errorName } = faultFields(fault);
    // A provider's message may repeat the address, so only its code is kept.
    await note({ lastError: code ?? errorName ?? 'fault', nextTryAt: new Date(Date.now() + waitAfterMs(row.tries)) });
    log.warn('outbox.not-sent', { councilId: row.councilId, target: row.outboxId, code, count: row.tries });
    return false;
  }
}

/** One minute, then twice as long each time, at most six hours. */
export const waitAfterMs = (tries: number): number => Math.min(60_000 * 2 ** (tries - 1), 6 * 3_600_000);
