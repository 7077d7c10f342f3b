import type { CaseScope } from '#domain/access/scope.ts';
import { adultOf } from '#domain/cases/adults.server.ts';
import { updateForFamily } from '#domain/people/messages.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { isRefused, type Refused } from '../begin.server.ts';
import { contactOf, recordSending, type SendingOfItself } from './send.server.ts';

/**
 * Sends one thing to one adult. Somebody who signs in here is told that there is an update, and reads it behind their own
 * sign-in: nothing is ever attached. For anybody else an officer prints it, and `told` is false.
 */
export async function sendTo(
  tx: Tx,
  scope: CaseScope,
  sending: SendingOfItself,
): Promise<Refused | { sendingId: string; told: boolean }> {
  const recorded = await recordSending(tx, scope, { ...sending, sha256: '' });
  if (isRefused(recorded)) return recorded;
  const to = await adultOf(tx, scope, sending.adultId);
  const contact = to && (await contactOf(tx, scope, to));
  if (!contact) return { ...recorded, told: false };
  const { councilId } = scope;
  const mail = updateForFamily(env().ORIGIN);
  if (contact.email) await queueMessage(tx, { councilId, channel: 'email', to: contact.email, ...mail });
  else if (contact.mobile) await queueMessage(tx, { councilId, channel: 'sms', to: contact.mobile, body: mail.body });
  return { ...recorded, told: true };
}
