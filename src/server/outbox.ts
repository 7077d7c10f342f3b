import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { database, inTransaction, type Tx } from './db.ts';
import { env } from './env.ts';
import { faultFields, log } from './log.ts';
import { outbox } from './schema.server.ts';

export interface Message {
  councilId: string;
  channel: 'email' | 'sms' | 'letter';
  /** One address or number, already checked by `domain/people/contact-details.ts`; of a letter, the lines of its address. */
  to: string;
  /** For e-mail, and the heading of a letter. Never a child's name, in an e-mail's subject or words. */
  subject?: string;
  body: string;
  /** Of an e-mail: where an answer goes, and where the news goes that it could not be delivered. */
  replyTo?: string | null;
  /** No person sent it: mail programs are told not to answer it. */
  automatic?: boolean;
}

type Row = typeof outbox.$inferSelect;

/** Sends one message, or throws. */
export type Sender = (message: Pick<Row, keyof Message | 'outboxId' | 'messageId'>) => Promise<void>;
/** What this installation can send. A channel with no sender keeps its messages in the outbox. */
export type Senders = Partial<Record<Message['channel'], Sender>>;

/** Puts a message in the outbox, in the transaction of what it tells about: neither happens without the other. Returns its id. */
export async function queueMessage(tx: Tx, message: Message): Promise<string> {
  const row = outboxRowOf(message);
  await tx.insert(outbox).values({ ...row, councilId: message.councilId });
  return row.outboxId;
}

/** What stands in the outbox of a message, with the ids it goes out under: for whoever puts many in at once. */
export function outboxRowOf({
  channel,
  to,
  subject = '',
  body,
  replyTo,
  automatic = false,
}: Omit<Message, 'councilId'>) {
  const outboxId = v7();
  const messageId = channel === 'email' ? messageIdOf(outboxId) : '';
  return { outboxId, channel, to, subject, body, messageId, automatic, replyTo: replyTo ?? '' };
}

/** Each e-mail has an id before it is sent, so that an answer or a bounce that names it finds its way home. */
const messageIdOf = (outboxId: string): string =>
  `<${outboxId}@${env().MAIL_DOMAIN ?? new URL(env().ORIGIN).hostname}>`;

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
      await sendDue(senders, () => !stopped).catch((fault) => log.error('outbox.failed', faultFields(fault)));
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

/**
 * Sends every message that is due. Each channel for itself: a provider that hangs holds up no other. Returns how many
 * went. `goOn` is asked before each message.
 */
export async function sendDue(senders: Senders, goOn = () => true): Promise<number> {
  const councils = await database().orm.execute<{ council_id: string }>(sql`select council_id from council`);
  const councilIds = councils.map(({ council_id }) => council_id);
  const channels = Object.entries(senders) as [Message['channel'], Sender][];
  const sent = await Promise.all(channels.map(([channel, send]) => sendBy(channel, send, councilIds, goOn)));
  return sent.reduce((sum, each) => sum + each, 0);
}

async function sendBy(channel: Message['channel'], send: Sender, councilIds: string[], goOn: () => boolean) {
  let sent = 0;
  for (const councilId of councilIds) {
    while (goOn()) {
      const next = await claim(councilId, channel);
      if (!next) break;
      if (await sendOne(next, send)) sent += 1;
    }
  }
  return sent;
}

/** Takes the oldest message that is due. The wait for its next try is written first, so a crash delays and never doubles it in a loop. */
const claim = (councilId: string, channel: Message['channel']): Promise<Row | undefined> =>
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
          eq(outbox.channel, channel),
        ),
      )
      .orderBy(asc(outbox.nextTryAt))
      .limit(1)
      .for('update', { skipLocked: true });
    const [row] = await tx
      .update(outbox)
      .set({ tries: sql`${outbox.tries} + 1`, nextTryAt: sql`now() + make_interval(mins => ${CLAIM_MINUTES})` })
      // `=` and not `in`: then it is looked for once, whatever plan is chosen, and no second message is claimed and lost.
      .where(and(eq(outbox.councilId, councilId), sql`${outbox.outboxId} = ${due}`))
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
