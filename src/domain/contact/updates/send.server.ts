import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Scope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { updateForFamily } from '#domain/people/messages.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { newCaseWord } from '../mail/case-address.server.ts';
import { whyNotTold, type FamilyToTell } from './due.ts';
import { LETTER_SUBJECT, type LetterMade } from '../thread/first-way.ts';
import { familiesToTell, namesOf } from './families.server.ts';
import { firstWays } from './first-ways.server.ts';
import { faultsInUpdate, signedAs, updateFor, type Update, type UpdateFaults } from './update.ts';

/** Who would get what, and who would not and why (UPD5): shown before, and reckoned again when it is sent. */
export interface Plan {
  told: { reader: FamilyToTell; words: string; letter: LetterMade | null; whyNotAsAsked: string }[];
  not: { reader: FamilyToTell; because: string }[];
}

/** Reads afresh who is on the chosen cases, and fills in the words for each. A case that is not this person's is not among them. */
export async function planUpdates(
  tx: Tx,
  scope: Scope<'day:see'>,
  chosen: ReadonlySet<string>,
  update: Update,
  now: Date,
): Promise<Plan> {
  const today = dateOf(now);
  const families = (await familiesToTell(tx, scope, today)).filter(({ caseFileId }) => chosen.has(caseFileId));
  const away = families.flatMap(({ covers }) => (covers ? [covers] : []));
  const names = await namesOf(tx, scope, [...new Set([scope.personId, ...away])]);
  const me = names.get(scope.personId) ?? '';
  const ways = await firstWays(tx, scope, families, now);
  const plan: Plan = { told: [], not: [] };
  for (const reader of families) {
    const because = whyNotTold(reader, today);
    const signed = signedAs(me, reader.covers && (names.get(reader.covers) ?? null));
    if (because) plan.not.push({ reader, because });
    else plan.told.push({ reader, words: updateFor(reader, update, signed), ...ways(reader) });
  }
  return plan;
}

export interface Sent {
  /** Cases and people that were told just now, and by which channel. */
  families: number;
  people: number;
  email: number;
  sms: number;
  /** Told by nothing: they read it when they come in. */
  none: number;
  /** Of these people, so many get it as a letter as well. */
  letter: number;
  not: Plan['not'];
}

interface Told extends Record<string, unknown> {
  told_case: string;
  told_person: string;
  by_channel: FamilyToTell['reach'];
  by_letter: boolean;
}

/**
 * Sends an update to everybody of these cases who may have it, in one transaction (UPD6): each case's entry, the promise of
 * the next one, its history, and "there is an update" to each. What was sent already today is not sent again.
 */
export async function sendUpdates(
  tx: Tx,
  scope: Scope<'day:see'>,
  chosen: ReadonlySet<string>,
  update: Update,
  now: Date,
): Promise<Sent | { faults: UpdateFaults }> {
  const today = dateOf(now);
  const faults = faultsInUpdate(update, today);
  if (Object.keys(faults).length > 0) return { faults };
  const plan = await planUpdates(tx, scope, chosen, update, now);
  const items = plan.told.map(({ reader: { caseFileId, personId }, words, letter, whyNotAsAsked }) => ({
    ...{ caseFileId, personId, words, whyNotAsAsked },
    ...{ entryId: v7(), promiseId: v7(), outboxId: v7(), addressWord: newCaseWord() },
    ...(letter && { letterId: v7(), ...letter }),
  }));
  const told = await tx.execute<Told>(sql`
    select * from send_updates(${JSON.stringify(items)}::jsonb, ${update.nextOn}, ${update.waitsFor},
      ${JSON.stringify(mailOf())}::jsonb, ${today}, ${now.toISOString()}::timestamptz)`);
  const by = (channel: FamilyToTell['reach']) => told.filter(({ by_channel }) => by_channel === channel).length;
  return {
    families: new Set(told.map(({ told_case }) => told_case)).size,
    people: told.length,
    ...{ email: by('email'), sms: by('sms'), none: by('none'), not: plan.not },
    letter: told.filter(({ by_letter }) => by_letter).length,
  };
}

const mailOf = () => {
  const { ORIGIN, MAIL_DOMAIN } = env();
  return {
    ...updateForFamily(ORIGIN),
    ...{ host: MAIL_DOMAIN ?? new URL(ORIGIN).hostname, domain: MAIL_DOMAIN ?? '' },
    ...{ promise: 'Write again, even if nothing has changed', source: 'The day given in the update' },
    letter: LETTER_SUBJECT,
  };
};
